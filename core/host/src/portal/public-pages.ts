import { randomUUID } from 'node:crypto'
import { Router, type Request, type Response } from 'express'
import type { Readable } from 'node:stream'
import { Problem } from '@vmeste/sdk'
import type { FormInput } from '@vmeste/sdk/web'
import type { PortalHost } from './portal-host.ts'
import { langOf, scopeOf, snapshotOf } from '../http/city-request.ts'
import { uploadShares } from '../http/upload-limit.ts'
import { outageOf } from '../outage/outage-of.ts'
import { foreignForm } from '../problems/access.ts'
import { serviceUnavailable } from '../problems/outage.ts'
import { badForm } from '../problems/requests.ts'
import type { CityPage } from './city-page.ts'
import { ensureDevice } from './device-cookie.ts'
import { looksOf } from './looks.ts'
import { pageCity } from './page-city.ts'
import type { BuiltPortal } from './read-portal.ts'
import type { Rendered, ServerPage, TypedForm } from '@vmeste/sdk/portal'
import type { OutagePages } from './outage-page.ts'
import { readForm, type FormRead } from './read-form.ts'
import { runOperation } from './run-operation.ts'

interface Shown {
  readonly result?: unknown
  readonly form?: FormRead | undefined
  readonly status?: number
}

/**
 * Pages that people meet from a poster or a link: `GET` gives finished HTML, a plain form's `POST` runs the page's
 * action and goes on with 303, or shows the page again with what was wrong. A module that is off has no pages.
 */
export function publicPages(host: PortalHost, portal: BuiltPortal, page: CityPage, outage: OutagePages): Router {
  const router = Router({ mergeParams: true })
  const secure = host.origin.startsWith('https:')
  for (const module of [portal.shell.own, ...portal.modules.values()]) {
    for (const declared of module.pages) {
      const path = `/c/:city${declared.path}`
      const isOn = (req: Request): boolean => module === portal.shell.own || snapshotOf(req).enabled.has(module.id)
      router.get(path, async (req, res) => {
        if (!isOn(req)) {
          await sendOff(req, res)
          return
        }
        ensureDevice(req, res, secure)
        await show(req, res, module.id, declared, {})
      })
      router.post(path, async (req, res) => {
        if (!isOn(req)) {
          await sendOff(req, res)
          return
        }
        if (isForeign(req, host.origin)) throw foreignForm()
        await act(req, res, module.id, declared)
      })
    }
  }
  return router

  async function sendOff(req: Request, res: Response): Promise<void> {
    await page.sendRendered(
      req,
      res,
      await portal.shell.moduleOffPage({ lang: langOf(req), city: pageCity(snapshotOf(req)), looks: looksOf(req) }),
      { status: 404 },
    )
  }

  async function show(req: Request, res: Response, module: string, declared: ServerPage, shown: Shown): Promise<void> {
    const params = paramsOf(req)
    const ground = await outage.ground()
    const answer =
      ground === 'silent' ? undefined : await runOperation(host, req, declared.operation, declared.variables(params))
    // that nothing came is no sign that nothing is there
    if (!answer || (answer.failed && isNothing(answer.data))) {
      await outage.send(req, res, shown.form && typedForm(shown.form))
      return
    }
    const { data, problem } = answer
    const submissionKey = randomUUID()
    const input = {
      params,
      data,
      submissionKey,
      result: shown.result ?? (problem ? { problem } : undefined),
      form: shown.form && typedOf(shown.form),
    }
    const rendered: Rendered = await declared.render({
      lang: langOf(req),
      city: pageCity(snapshotOf(req)),
      looks: looksOf(req),
      slots: slotsIn(snapshotOf(req).enabled),
      ...input,
    })
    const own = rendered.canonical && `/c/${snapshotOf(req).city.slug}${rendered.canonical}`
    if (own !== undefined && leadsElsewhere(req, own)) {
      res.redirect(301, own + new URL(req.originalUrl, host.origin).search)
      return
    }
    const status = ground === 'firm' ? (shown.status ?? rendered.status) : 503
    await page.sendRendered(req, res, rendered, {
      status,
      boot: { module, name: declared.name, ...input },
      notice: outage.notice(req, ground),
    })
  }

  function slotsIn(enabled: ReadonlySet<string>): string[] {
    return [...portal.modules.values()].filter(({ id }) => enabled.has(id)).flatMap(({ fills }) => fills)
  }

  async function act(req: Request, res: Response, module: string, declared: ServerPage): Promise<void> {
    let form: FormRead | undefined
    const params = paramsOf(req)
    try {
      form = await readForm(req, (content) => storeFile(req, content))
      if (form.failed) throw form.failed.reason
      const action = Object.hasOwn(declared.actions, form.fields.action ?? '')
        ? declared.actions[form.fields.action!]
        : undefined
      if (!action) throw badForm()
      const { data, problem, failed } = await runOperation(host, req, action.operation, action.variables(form, params))
      const next = problem ? undefined : action.next(data, params)
      if (next === undefined) {
        await show(req, res, module, declared, {
          result: problem ? { problem } : data,
          form,
          status: failed ? 503 : 422,
        })
        return
      }
      res.setHeader('cache-control', 'no-store')
      res.redirect(303, `/c/${snapshotOf(req).city.slug}/${next.replace(/^\/+/, '')}`)
    } catch (caught) {
      if (outageOf(caught)) host.readiness.spoil()
      const error = outageOf(caught) ? serviceUnavailable() : caught
      if (!(error instanceof Problem)) throw error
      // the page again, with the reason on it: nobody loses what they typed
      await show(req, res, module, declared, {
        result: { problem: { code: error.code, message: `${ofFile(form, error)}${error.messageIn(langOf(req))}` } },
        form,
        status: error.kind.status,
      })
    }
  }

  /** A file of a form goes the way of every upload: through the platform's own `PUT /files/<uuid>`. */
  async function storeFile(req: Request, content: Readable): Promise<string> {
    const id = randomUUID()
    const civic = host.registry.always.find((plugin) =>
      plugin.routes?.some(({ method, path }) => method === 'PUT' && path === '/files/:id'),
    )
    const route = civic?.routes?.find(({ method, path }) => method === 'PUT' && path === '/files/:id')
    if (!civic || !route) throw badForm()
    const { 'content-length': _whole, ...headers } = req.headers
    const ctx = (await scopeOf(req)).ctx(civic)
    await uploadShares.run(req, () =>
      route.handle(ctx, { method: 'PUT', params: { id }, query: new URLSearchParams(), headers, body: content }),
    )
    return id
  }
}

/** Asked for in another spelling; a form that comes back with its reason stays where it is. */
const leadsElsewhere = (req: Request, own: string): boolean =>
  req.method === 'GET' && decodeURIComponent(req.path) !== own

/** What was typed, and the ids of what was uploaded: the next attempt need not send the photos again. */
const typedOf = ({ fields, files }: FormInput): Record<string, string> => ({
  ...fields,
  ...Object.fromEntries(
    Object.entries(files).map(([name, ids]) => [name, [fields[name], ...ids].filter(Boolean).join(' ')]),
  ),
})

/** Which of several files it is about. */
const ofFile = (form: FormRead | undefined, error: Problem): string =>
  form?.failed && form.failed.reason === error ? `«${form.failed.file.slice(0, 100)}»: ` : ''

/** Everything typed, for a page that knows nothing of its fields. */
const typedForm = (form: FormRead): TypedForm => ({
  fields: [
    ...Object.entries(form.lists).flatMap(([name, values]) => values.map((value) => [name, value] as const)),
    ...Object.entries(form.files).map(([name, ids]) => [name, ids.join(' ')] as const),
  ],
  lostFiles: form.failed?.names ?? [],
})

/** Not a single field of the answer came. */
const isNothing = (data: Record<string, unknown>): boolean =>
  Object.entries(data).every(([name, value]) => name === '__typename' || value === null)

const paramsOf = (req: Request): Record<string, string> =>
  Object.fromEntries(
    Object.entries(req.params)
      .filter(([name]) => name !== 'city')
      .map(([name, value]) => [name, String(value)]),
  )

/**
 * A form that another site made somebody send. Browsers say where a form comes from; old ones say at least the origin.
 */
function isForeign(req: Request, origin: string): boolean {
  const site = req.headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const from = req.headers.origin
  return from !== undefined && from !== origin && from !== `${req.protocol}://${req.headers.host}`
}
