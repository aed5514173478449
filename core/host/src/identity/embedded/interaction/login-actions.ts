import express, { Router, type Request, type Response } from 'express'
import { errors } from 'oidc-provider'
import type Provider from 'oidc-provider'
import { Problem, type Lang } from '@vmeste/sdk'
import type { DemonstrationAccount, IdentityMail } from '../../identity-port.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import { realmPath } from '../embedded-options.ts'
import type { Fault } from '../pages/form-parts.ts'
import { loginPage } from '../pages/login-page.ts'
import { registrationPage } from '../pages/registration-page.ts'
import { texts } from '../pages/texts.ts'
import { requestLang } from '../routes/request-lang.ts'
import type { IdentityDb } from '../storage/identity-tables.ts'
import type { AttemptLimits } from './attempt-limits.ts'
import { checkCsrf, csrfToken } from './csrf.ts'
import { demonstrationForm, loginForm, registrationForm } from './forms.ts'
import { register, registrationFaults } from './register.ts'
import { signIn } from './sign-in.ts'

export interface LoginActionsParts {
  readonly provider: Provider
  readonly db: IdentityDb
  readonly accounts: AccountStore
  readonly limits: AttemptLimits
  readonly csrfKey: Buffer
  readonly origin: string
  /** Sends behind the answer: how long a mail server takes, or whether it is there, must tell a stranger nothing. */
  readonly mail: (message: IdentityMail) => void
  readonly demonstration: readonly DemonstrationAccount[]
}

/** One sign-in under way, as its page needs it. */
interface Visit { readonly uid: string; readonly lang: Lang; readonly address: string; readonly csrf: string; readonly prompt: string; readonly ip: string }

/** The pages between "sign in" in the portal and the way back to it. They work without scripts. */
export function loginActions(parts: LoginActionsParts): Router {
  const { provider, accounts, db, limits, csrfKey, demonstration } = parts
  const router = Router()
  const body = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 20 })

  const visit = async (req: Request, res: Response): Promise<Visit> => {
    const { uid, params, prompt } = await provider.interactionDetails(req, res)
    if (uid !== req.params.uid) throw new errors.SessionNotFound('another sign-in')
    const lang = requestLang(req, res, params.ui_locales)
    return { uid, lang, address: `${realmPath}/login-actions/${uid}`, csrf: csrfToken(csrfKey, uid), prompt: prompt.name, ip: req.ip ?? '' }
  }
  const show = (page: typeof loginPage | typeof registrationPage, { lang, address, csrf }: Visit, faults: readonly Fault[] = [], typed: Record<string, string> = {}) =>
    page({ lang, address, csrf, faults, typed, demonstration })
  /** Runs a step; a refusal is shown on the page it came from. */
  const orShow = async (res: Response, page: typeof loginPage | typeof registrationPage, at: Visit, typed: Record<string, string>, step: () => Promise<void>) => {
    try {
      await step()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const wait = error.options.detail?.retryAfterSeconds
      if (typeof wait === 'number') res.set('retry-after', String(wait))
      res.status(error.kind.status).send(show(page, at, [{ message: error.messageIn(at.lang) }], typed))
    }
  }
  const finish = (req: Request, res: Response, accountId: string, amr: string) =>
    provider.interactionFinished(req, res, { login: { accountId, acr: '1', amr: [amr], remember: true }, create: {} }, { mergeWithLastSubmission: false })

  router.get(['/:uid', '/:uid/login'], async (req, res) => {
    const at = await visit(req, res)
    res.send(show(at.prompt === 'create' && !req.path.endsWith('/login') ? registrationPage : loginPage, at))
  })
  router.get('/:uid/registration', async (req, res) => { res.send(show(registrationPage, await visit(req, res))) })

  router.post('/:uid/login', body, async (req, res) => {
    const at = await visit(req, res)
    const form = loginForm.parse(req.body ?? {})
    const typed = { username: form.username }
    await orShow(res, loginPage, at, typed, async () => {
      checkCsrf(csrfKey, at.uid, form.csrf)
      const account = await signIn(accounts, limits, form, at.ip)
      if (account) await finish(req, res, account.id, 'pwd')
      else res.status(401).send(show(loginPage, at, [{ message: texts.wrong[at.lang] }], typed))
    })
  })

  router.post('/:uid/registration', body, async (req, res) => {
    const at = await visit(req, res)
    const { csrf, password, ...typed } = registrationForm.parse(req.body ?? {})
    await orShow(res, registrationPage, at, typed, async () => {
      checkCsrf(csrfKey, at.uid, csrf)
      const faults = registrationFaults({ ...typed, password }, at.lang)
      if (faults.length > 0) return void res.status(422).send(show(registrationPage, at, faults, typed))
      await limits.register(typed.email.trim().toLowerCase(), at.ip)
      const account = await register(db, { ...typed, password }, { lang: at.lang, origin: parts.origin, mail: parts.mail })
      if (account) await finish(req, res, account, 'pwd')
      else res.status(422).send(show(registrationPage, at, [{ message: texts.cannotRegister[at.lang] }], typed))
    })
  })

  if (demonstration.length > 0) router.post('/:uid/demonstration', body, async (req, res) => {
    const at = await visit(req, res)
    const { csrf, username } = demonstrationForm.parse(req.body ?? {})
    await orShow(res, loginPage, at, {}, async () => {
      checkCsrf(csrfKey, at.uid, csrf)
      await limits.visit(at.ip)
      const offered = demonstration.some((one) => one.username === username)
      const account = offered ? await accounts.byUsername(username) : undefined
      // offered by the configuration and marked in the database: a real person never gets in this way
      if (account?.enabled && account.demonstration) await finish(req, res, account.id, 'demo')
      else res.status(401).send(show(loginPage, at, [{ message: texts.wrong[at.lang] }]))
    })
  })
  return router
}
