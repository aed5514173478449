import type { Request, Response } from 'express'
import { errors } from 'oidc-provider'
import type Provider from 'oidc-provider'
import { Problem, z, type Lang } from '@vmeste/sdk'
import { realmPath, type CityOf } from '../options/embedded-options.ts'
import { requestLang } from '../pages/request-lang.ts'
import type { Fault } from '../pages/form-parts.ts'
import { lookOf, type Look } from '../pages/look.ts'
import type { KnownPlaces, Place } from '../accounts/known-places.ts'
import { checkCsrf, csrfToken } from './csrf.ts'
import { markedPlace, placeOf } from './device-mark.ts'

/** How far a sign-in has got after a good password; kept on our side, in the sign-in itself. */
export interface Passed {
  readonly account: string
  /** May set up a second step: there is none, or it was just shown. */
  readonly enrol?: boolean
  /** Has just set one up. */
  readonly done?: boolean
}
const passedSchema = z.object({ account: z.string(), enrol: z.boolean().optional(), done: z.boolean().optional() })

/** One sign-in under way, as its pages need it. */
export interface Visit {
  readonly uid: string
  readonly lang: Lang
  readonly look: Look
  /** Where this sign-in lives, `/realms/vmeste/login-actions/<id>`. */
  readonly address: string
  readonly csrf: string
  readonly prompt: string
  readonly ip: string
  readonly place: Place
  readonly passed?: Passed
  /** Came to set up the second step: Keycloak's `kc_action=CONFIGURE_TOTP`. */
  readonly wantsSecondFactor: boolean
}

export interface Visits {
  /** The sign-in whose address this is, in the browser that began it. @throws errors.SessionNotFound */
  of(req: Request, res: Response): Promise<Visit>
  /** The same, or nothing: a link from a letter may be opened anywhere. */
  maybe(req: Request, res: Response): Promise<Visit | undefined>
  /** How a page looks that may be opened anywhere: as its sign-in where that is under way here. */
  look(req: Request, res: Response): Promise<Look>
  /** Runs a step of a form; a refusal is shown on the page it came from. */
  step(
    res: Response,
    at: Visit,
    given: { csrf: string },
    page: (faults: readonly Fault[]) => string,
    work: () => Promise<void>,
  ): Promise<void>
  /** Notes how far the sign-in has got. */
  note(req: Request, res: Response, passed: Passed): Promise<void>
  /** The same, and on to the page that follows. */
  pass(req: Request, res: Response, passed: Passed, next: string): Promise<void>
  /** Ends the sign-in: back to the portal with a session. */
  finish(req: Request, res: Response, accountId: string, how: { acr: '1' | '2'; amr: readonly string[] }): Promise<void>
}

export interface VisitsParts {
  readonly provider: Provider
  readonly csrfKey: Buffer
  readonly cityOf: CityOf
  readonly places: KnownPlaces
  /** Whether the platform is behind TLS. */ readonly secure: boolean
}

export function createVisits({ provider, csrfKey, cityOf, places, secure }: VisitsParts): Visits {
  const of = async (req: Request, res: Response): Promise<Visit> => {
    const { uid, params, prompt, result } = await provider.interactionDetails(req, res)
    if (uid !== req.params.uid) throw new errors.SessionNotFound('another sign-in')
    const passed = passedSchema.safeParse(result?.passed)
    return {
      uid,
      lang: requestLang(req, res, params.ui_locales),
      address: `${realmPath}/login-actions/${uid}`,
      csrf: csrfToken(csrfKey, uid),
      prompt: prompt.name,
      ip: req.ip ?? '',
      place: placeOf(req),
      look: lookOf(req.headers.cookie, typeof params.city === 'string' ? cityOf(params.city) : undefined),
      wantsSecondFactor: params.kc_action === 'CONFIGURE_TOTP',
      ...(passed.success ? { passed: passed.data } : {}),
    }
  }
  const note = async (req: Request, res: Response, passed: Passed): Promise<void> => {
    await provider.interactionResult(req, res, { passed }, { mergeWithLastSubmission: false })
  }
  const maybe = (req: Request, res: Response): Promise<Visit | undefined> =>
    of(req, res).catch((error: unknown) => {
      if (error instanceof errors.SessionNotFound) return undefined
      throw error
    })
  return {
    of,
    maybe,
    look: async (req, res) => (await maybe(req, res))?.look ?? lookOf(req.headers.cookie, undefined),
    async step(res, at, { csrf }, page, work) {
      try {
        checkCsrf(csrfKey, at.uid, csrf)
        await work()
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        refuse(res, error, page([{ message: error.messageIn(at.lang) }]))
      }
    },
    note,
    async pass(req, res, passed, next) {
      await note(req, res, passed)
      res.redirect(303, next)
    },
    async finish(req, res, accountId, { acr, amr }) {
      // one click in a demonstration shows nothing about who clicks
      if (!amr.includes('demo')) await places.remember(accountId, markedPlace(req, res, secure))
      await provider.interactionFinished(
        req,
        res,
        { login: { accountId, acr, amr: [...amr], remember: true }, create: {} },
        { mergeWithLastSubmission: false },
      )
    },
  }
}

/** Answers with a page that says why not, and when to come again. */
export function refuse(res: Response, problem: Problem, page: string): void {
  const wait = problem.options.detail?.retryAfterSeconds
  if (typeof wait === 'number') res.set('retry-after', String(wait))
  res.status(problem.kind.status).send(page)
}
