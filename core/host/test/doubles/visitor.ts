import { createHash, randomBytes } from 'node:crypto'
import { z } from '@vmeste/sdk'

const tokenReply = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  id_token: z.string(),
  expires_in: z.number(),
  scope: z.string(),
})
export type Tokens = z.infer<typeof tokenReply>

/** Where a form or a link led to. */
export interface Arrival {
  readonly address: string
  readonly status: number
  readonly page: string
  /** Back in the portal. */ readonly back: boolean
}

/** A browser without scripts: follows redirects, keeps cookies, fills forms. */
export class TestVisitor {
  readonly #origin: string
  readonly #address: string
  readonly #portal: string
  readonly #scope: string
  readonly cookies = new Map<string, string>()
  readonly verifier = randomBytes(32).toString('base64url')

  /** @param more where the portal is, when not beside the provider; what it asks for, when not the usual */
  constructor(origin: string, address = '192.0.2.1', more: { readonly portal?: string; readonly scope?: string } = {}) {
    this.#origin = origin
    this.#address = address
    this.#portal = more.portal ?? origin
    this.#scope = more.scope ?? 'openid'
  }

  /** Somebody else in the same network. */
  neighbour(): TestVisitor {
    return new TestVisitor(this.#origin, this.#address.replace(/\d+$/, '200'), {
      portal: this.#portal,
      scope: this.#scope,
    })
  }

  /** The portal's only address to come back to. */
  get back(): string {
    return `${this.#portal}/auth/callback`
  }

  get realm(): string {
    return `${this.#origin}/realms/vmeste`
  }

  async request(address: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(new URL(address, this.#origin), {
      redirect: 'manual',
      ...init,
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'accept-language': 'ru',
        'x-forwarded-for': this.#address,
        ...(init.headers as Record<string, string>),
      },
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (/expires=Thu, 01 Jan 1970/i.test(cookie)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }

  authAddress(more: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: 'portal',
      redirect_uri: this.back,
      response_type: 'code',
      response_mode: 'fragment',
      scope: this.#scope,
      state: 's',
      nonce: 'n',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    })
    return `${this.realm}/protocol/openid-connect/auth?${query.toString()}`
  }

  /** Opens the sign-in page: its address and its markup. */
  async open(more: Record<string, string> = {}): Promise<{ address: string; page: string }> {
    const first = this.authAddress(more)
    const response = await this.request(first)
    const address = response.headers.get('location')
    // Keycloak shows the page at once, the embedded provider gives it an address of its own
    return { address: address ?? first, page: await (address ? await this.request(address) : response).text() }
  }

  /** Sends a form of a page with everything hidden in it. */
  post(page: string, fields: Record<string, string>, action = actionOf(page)): Promise<Response> {
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    return this.request(action, { method: 'POST', body: new URLSearchParams({ csrf, ...fields }) })
  }

  /** From the answer to a good form to the code in the portal's address. */
  async codeFrom(response: Response): Promise<string> {
    return codeIn(await this.landing(response))
  }

  /** Follows redirects until they lead back to the portal. */
  async landing(response: Response): Promise<string> {
    const { back, address } = await this.arrive(response)
    if (!back) throw new Error('the way never leads back to the portal')
    return address
  }

  /** Follows redirects to wherever they end: the portal's address, or a page. */
  async arrive(response: Response): Promise<Arrival> {
    let last = response,
      address = response.url
    for (let step = 0; step < 10; step++) {
      const location = last.headers.get('location')
      if (!location) return { address, status: last.status, page: await last.text(), back: false }
      address = new URL(location, this.#origin).href
      if (address.replace(/[?#].*/, '') === this.back) return { address, status: last.status, page: '', back: true }
      last = await this.request(address)
    }
    throw new Error('the way goes round in circles')
  }

  token(form: Record<string, string>): Promise<Response> {
    return fetch(`${this.realm}/protocol/openid-connect/token`, {
      method: 'POST',
      headers: { origin: this.#portal },
      body: new URLSearchParams({ client_id: 'portal', ...form }),
    })
  }

  async exchange(code: string): Promise<Tokens> {
    const reply = await this.token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: this.back,
      code_verifier: this.verifier,
    })
    return tokenReply.parse(await reply.json())
  }

  refresh(token: string): Promise<Response> {
    return this.token({ grant_type: 'refresh_token', refresh_token: token })
  }

  /** The whole way in by password. */
  async signIn(username: string, password: string): Promise<Tokens> {
    const { page } = await this.open()
    return this.exchange(await this.codeFrom(await this.post(page, { username, password })))
  }
}

/** The code in the portal's address. */
export const codeIn = (address: string): string => new URLSearchParams(new URL(address).hash.slice(1)).get('code') ?? ''

/** Where the first form of a page that is sent by POST goes. */
export const actionOf = (page: string): string => {
  const form = /<form\b[^>]*method="post"[^>]*>/i.exec(page)?.[0] ?? ''
  return (/action="([^"]+)"/.exec(form)?.[1] ?? '').replaceAll('&amp;', '&')
}
