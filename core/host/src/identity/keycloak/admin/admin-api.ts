import { z } from '@vmeste/sdk'
import { identityUnavailable } from '../../shared/port/identity-problems.ts'

export interface AdminApiOptions {
  /** Keycloak as this process reaches it: `http://keycloak:8080`. */
  readonly url: string
  /** Where the token for the work comes from, and by which form (`grant_type`, `client_id`, …). */
  readonly realm: string
  readonly form: Readonly<Record<string, string>>
  /** Longest wait for one answer, milliseconds. */
  readonly timeoutMs?: number
}

/** Keycloak's Admin API: paths below `/admin/realms`. */
export interface AdminApi {
  /** @returns undefined where nothing is */
  get<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined>
  /** @returns id of what was made, where there is one */
  post(path: string, body: unknown): Promise<string>
  put(path: string, body?: unknown): Promise<void>
  delete(path: string, body?: unknown): Promise<void>
}

/** Keycloak understood and said no: a name that is taken, a field it does not take. */
export class AdminRefusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const tokenReply = z.object({ access_token: z.string(), expires_in: z.number() })
const refusal = z.object({ errorMessage: z.string().optional(), error: z.string().optional() })

/**
 * Speaks to the Admin API with a token that is renewed in time.
 * @throws Problem `IDENTITY_UNAVAILABLE` when Keycloak does not answer or does not let us in; AdminRefusal for what it
 *   refuses
 */
export function adminApi({ url, realm, form, timeoutMs = 10_000 }: AdminApiOptions): AdminApi {
  let token: Promise<{ bearer: string; until: number }> | undefined

  const send = (address: string, init: RequestInit): Promise<Response> =>
    fetch(`${url}${address}`, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs), ...init }).catch(
      (cause: unknown) => {
        throw identityUnavailable(cause)
      },
    )

  const signIn = async (): Promise<{ bearer: string; until: number }> => {
    const response = await send(`/realms/${realm}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    })
    if (!response.ok)
      throw identityUnavailable(new Error(`Keycloak gives no token for its administration: ${response.status}`))
    const { access_token, expires_in } = tokenReply.parse(await response.json())
    return { bearer: access_token, until: Date.now() + (expires_in - 10) * 1000 }
  }
  const bearer = async (): Promise<string> => {
    const known = await token?.catch(() => undefined)
    if (known && known.until > Date.now()) return known.bearer
    token = signIn()
    return (await token).bearer
  }
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> =>
    send(`/admin/realms${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await bearer()}`,
        'content-type': 'application/json',
        accept: 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    let response = await ask(method, path, body)
    if (response.status === 401) {
      // the key that signed our token has been withdrawn since: a new token is signed by a newer one
      token = undefined
      response = await ask(method, path, body)
    }
    if (response.ok || (method === 'GET' && response.status === 404)) return response
    const reply = refusal.safeParse(await response.json().catch(() => ({}))).data
    const said =
      `${method} ${path} was answered with ${response.status} ${reply?.errorMessage ?? reply?.error ?? ''}`.trim()
    if (response.status >= 500 || response.status === 401 || response.status === 403)
      throw identityUnavailable(new Error(said))
    throw new AdminRefusal(response.status, said)
  }
  return {
    async get(path, schema) {
      const response = await call('GET', path)
      return response.status === 404 ? undefined : schema.parse(await response.json())
    },
    async post(path, body) {
      return (await call('POST', path, body)).headers.get('location')?.split('/').at(-1) ?? ''
    },
    async put(path, body) {
      await call('PUT', path, body)
    },
    async delete(path, body) {
      await call('DELETE', path, body)
    },
  }
}
