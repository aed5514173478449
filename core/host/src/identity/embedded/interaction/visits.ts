import type { Request, Response } from 'express'
import { errors } from 'oidc-provider'
import type Provider from 'oidc-provider'
import { Problem, type Lang } from '@vmeste/sdk'
import { realmPath } from '../embedded-options.ts'
import { requestLang } from '../routes/request-lang.ts'
import type { Fault } from '../pages/form-parts.ts'
import { checkCsrf, csrfToken } from './csrf.ts'

/** One sign-in under way, as its pages need it. */
export interface Visit {
  readonly uid: string
  readonly lang: Lang
  /** Where this sign-in lives, `/realms/vmeste/login-actions/<id>`. */
  readonly address: string
  readonly csrf: string
  readonly prompt: string
  readonly ip: string
}

export interface Visits {
  /** The sign-in whose address this is, in the browser that began it. @throws errors.SessionNotFound */
  of(req: Request, res: Response): Promise<Visit>
  /** The same, or nothing: a link from a letter may be opened anywhere. */
  maybe(req: Request, res: Response): Promise<Visit | undefined>
  /** Runs a step of a form; a refusal is shown on the page it came from. */
  step(res: Response, at: Visit, given: { csrf: string }, page: (faults: readonly Fault[]) => string, work: () => Promise<void>): Promise<void>
  /** Ends the sign-in: back to the portal with a session. */
  finish(req: Request, res: Response, accountId: string, how: { acr: '1' | '2'; amr: readonly string[] }): Promise<void>
}

export function createVisits(provider: Provider, csrfKey: Buffer): Visits {
  const of = async (req: Request, res: Response): Promise<Visit> => {
    const { uid, params, prompt } = await provider.interactionDetails(req, res)
    if (uid !== req.params.uid) throw new errors.SessionNotFound('another sign-in')
    return { uid, lang: requestLang(req, res, params.ui_locales), address: `${realmPath}/login-actions/${uid}`, csrf: csrfToken(csrfKey, uid), prompt: prompt.name, ip: req.ip ?? '' }
  }
  return {
    of,
    maybe: (req, res) => of(req, res).catch((error: unknown) => {
      if (error instanceof errors.SessionNotFound) return undefined
      throw error
    }),
    async step(res, at, { csrf }, page, work) {
      try {
        checkCsrf(csrfKey, at.uid, csrf)
        await work()
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        refuse(res, error, page([{ message: error.messageIn(at.lang) }]))
      }
    },
    finish: (req, res, accountId, { acr, amr }) =>
      provider.interactionFinished(req, res, { login: { accountId, acr, amr: [...amr], remember: true }, create: {} }, { mergeWithLastSubmission: false }),
  }
}

/** Answers with a page that says why not, and when to come again. */
export function refuse(res: Response, problem: Problem, page: string): void {
  const wait = problem.options.detail?.retryAfterSeconds
  if (typeof wait === 'number') res.set('retry-after', String(wait))
  res.status(problem.kind.status).send(page)
}
