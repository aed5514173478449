import { Router, type Request, type Response } from 'express'
import type { Account } from '../accounts/account-store.ts'
import type { Fault } from '../pages/form-parts.ts'
import { codePage, enrolPage, recoveryPage } from '../pages/second-factor-pages.ts'
import { product, texts } from '../pages/texts.ts'
import type { DoorParts } from './door-parts.ts'
import { codeForm, formBody } from './forms.ts'
import type { Visit } from './visits.ts'

/** What follows a good password: the way in, the code of the second step, or the page that sets it up. */
export const afterPassword =
  ({ visits, factors, rules }: DoorParts) =>
  async (req: Request, res: Response, at: Visit, account: Account): Promise<void> => {
    if (await factors.has(account.id))
      return visits.pass(req, res, { account: account.id }, `${at.address}/code?kc_locale=${at.lang}`)
    if (at.wantsSecondFactor || (await rules.asksSecondFactor(account)))
      return visits.pass(req, res, { account: account.id, enrol: true }, `${at.address}/enrol?kc_locale=${at.lang}`)
    await visits.finish(req, res, account.id, { acr: '1', amr: ['pwd'] })
  }

/** The pages of the second step. Who may see them is remembered on our side, in the sign-in itself. */
export function secondStepActions({ visits, accounts, factors, rules, limits, places }: DoorParts): Router {
  const router = Router()
  const twoSteps = { acr: '2', amr: ['pwd', 'otp'] } as const
  /** Whoever knows the password and not the code is counted apart from its owner, too. */
  const from = async (at: Visit, account: Account) => ({
    address: at.ip,
    known: await places.find(account.id, at.place),
  })
  /** The account whose password was right in this sign-in; anyone else is sent to begin. */
  const passed = async (at: Visit, res: Response, need: 'enrol' | 'code'): Promise<Account | undefined> => {
    const account =
      at.passed && Boolean(at.passed.enrol) === (need === 'enrol') ? await accounts.byId(at.passed.account) : undefined
    if (account?.enabled) return account
    res.redirect(303, `${at.address}/login?kc_locale=${at.lang}`)
    return undefined
  }

  router.get('/:uid/code', async (req, res) => {
    const at = await visits.of(req, res)
    if (await passed(at, res, 'code')) res.send(codePage({ ...at, faults: [] }))
  })

  router.post('/:uid/code', formBody, async (req, res) => {
    const at = await visits.of(req, res)
    const form = codeForm.parse(req.body ?? {})
    const account = await passed(at, res, 'code')
    if (!account) return
    const page = (faults: readonly Fault[]) => codePage({ ...at, faults })
    await visits.step(res, at, form, page, async () => {
      const here = await from(at, account)
      await limits.signIn(`code ${account.id}`, here)
      if (!(await factors.check(account.id, form.code)))
        return void res.status(401).send(page([{ field: 'code', message: texts.codeWrong[at.lang] }]))
      await limits.succeeded(`code ${account.id}`, here)
      if (at.wantsSecondFactor)
        await visits.pass(req, res, { account: account.id, enrol: true }, `${at.address}/enrol?kc_locale=${at.lang}`)
      else await visits.finish(req, res, account.id, twoSteps)
    })
  })

  router.get('/:uid/enrol', async (req, res) => {
    const at = await visits.of(req, res)
    const account = await passed(at, res, 'enrol')
    if (account)
      res.send(
        enrolPage({
          ...at,
          faults: [],
          offer: factors.offer(account.id, account.username, at.uid, product[at.lang]),
          required: await rules.asksSecondFactor(account),
        }),
      )
  })

  router.post('/:uid/enrol', formBody, async (req, res) => {
    const at = await visits.of(req, res)
    const form = codeForm.parse(req.body ?? {})
    const account = await passed(at, res, 'enrol')
    if (!account) return
    const required = await rules.asksSecondFactor(account)
    const offer =
      factors.again(account.id, account.username, at.uid, product[at.lang], form.offer) ??
      factors.offer(account.id, account.username, at.uid, product[at.lang])
    const page = (faults: readonly Fault[]) => enrolPage({ ...at, faults, offer, required })
    await visits.step(res, at, form, page, async () => {
      const here = await from(at, account)
      await limits.signIn(`code ${account.id}`, here)
      const codes = await factors.enrol(account.id, at.uid, form.offer, form.code)
      if (!codes) return void res.status(401).send(page([{ field: 'code', message: texts.codeWrong[at.lang] }]))
      await limits.succeeded(`code ${account.id}`, here)
      await visits.note(req, res, { account: account.id, done: true })
      res.send(recoveryPage({ ...at, codes }))
    })
  })

  router.post('/:uid/enrolled', formBody, async (req, res) => {
    const at = await visits.of(req, res)
    const form = codeForm.parse(req.body ?? {})
    const account = at.passed?.done ? await accounts.byId(at.passed.account) : undefined
    if (!account?.enabled) return void res.redirect(303, `${at.address}/login?kc_locale=${at.lang}`)
    await visits.step(
      res,
      at,
      form,
      (faults) => codePage({ ...at, faults }),
      () => visits.finish(req, res, account.id, twoSteps),
    )
  })
  return router
}
