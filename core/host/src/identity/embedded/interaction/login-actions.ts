import { Router } from 'express'
import type { Fault } from '../pages/form-parts.ts'
import { loginPage } from '../pages/login-page.ts'
import { registrationPage } from '../pages/registration-page.ts'
import { texts } from '../pages/texts.ts'
import type { DoorParts } from './door-parts.ts'
import { demonstrationForm, formBody, loginForm } from './forms.ts'
import { invitationActions } from './invitation-actions.ts'
import { passwordActions } from './password-actions.ts'
import { registrationActions } from './registration-actions.ts'
import { afterPassword, secondStepActions } from './second-step.ts'
import { signIn } from './sign-in.ts'
import { createWelcome } from './welcome.ts'
import type { Visit } from './visits.ts'

/** The pages between "sign in" in the portal and the way back to it. They work without scripts. */
export function loginActions(parts: DoorParts): Router {
  const { visits, accounts, limits, letters, demonstration } = parts
  const router = Router()
  const onward = afterPassword(parts)
  const offered = async (): Promise<DoorParts['demonstration']> =>
    demonstration.length > 0 && (await accounts.anyInvented()) ? demonstration : []
  /** The page again, with whatever was wrong. */
  const page = async (at: Visit, typed: Record<string, string> = {}) => {
    const now = await offered()
    return (faults: readonly Fault[]) => loginPage({ ...at, faults, typed, demonstration: now })
  }

  const welcome = createWelcome(parts)
  router.use(invitationActions(parts, welcome))
  router.get(['/:uid', '/:uid/login'], async (req, res) => {
    const at = await visits.of(req, res)
    const newcomer = at.prompt === 'login' ? await welcome.take(req, res) : undefined
    if (newcomer?.enabled) return void (await onward(req, res, at, newcomer))
    if (at.prompt === 'create' && !req.path.endsWith('/login'))
      return void res.send(registrationPage({ ...at, possible: letters.leave, faults: [] }))
    res.send(loginPage({ ...at, faults: [], demonstration: await offered(), changed: req.query.changed === 'yes' }))
  })

  router.post('/:uid/login', formBody, async (req, res) => {
    const at = await visits.of(req, res)
    const form = loginForm.parse(req.body ?? {})
    const again = await page(at, { username: form.username })
    await visits.step(res, at, form, again, async () => {
      const account = await signIn(parts, form, { address: at.ip, place: at.place })
      if (account) await onward(req, res, at, account)
      else res.status(401).send(again([{ message: texts.wrong[at.lang] }]))
    })
  })

  if (demonstration.length > 0)
    router.post('/:uid/demonstration', formBody, async (req, res) => {
      const at = await visits.of(req, res)
      const form = demonstrationForm.parse(req.body ?? {})
      const again = await page(at)
      await visits.step(res, at, form, again, async () => {
        await limits.visit(at.ip)
        const isOffered = demonstration.some((one) => one.username === form.username)
        const account = isOffered ? await accounts.byUsername(form.username) : undefined
        // offered by the configuration and marked in the database: a real person never gets in this way
        if (account?.enabled && account.demonstration)
          await visits.finish(req, res, account.id, { acr: '1', amr: ['demo'] })
        else res.status(401).send(again([{ message: texts.wrong[at.lang] }]))
      })
    })
  return router.use(registrationActions(parts), passwordActions(parts), secondStepActions(parts))
}
