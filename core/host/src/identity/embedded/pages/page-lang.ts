import { langs, negotiateLang, type Lang } from '@vmeste/sdk'

/** The cookie in which Keycloak, too, keeps the language somebody chose at the door. */
export const langCookie = 'KEYCLOAK_LOCALE'

const known = (tag: unknown): Lang | undefined =>
  typeof tag === 'string' ? langs.find((lang) => tag.slice(0, 2).toLowerCase() === lang) : undefined

export interface LangSources {
  /** Chosen on the page just now. */
  readonly chosen?: unknown
  /** What the portal asked for: its own language. */
  readonly uiLocales?: unknown
  readonly cookie?: string | undefined
  readonly acceptLanguage?: string | undefined
}

/** The language of a page: chosen here, else the portal's, else as last time, else the browser's. */
export function pageLang({ chosen, uiLocales, cookie, acceptLanguage }: LangSources): Lang {
  const asked = typeof uiLocales === 'string' ? uiLocales.split(' ').slice(0, 10).map(known).find(Boolean) : undefined
  return known(chosen) ?? asked ?? known(cookie) ?? negotiateLang(acceptLanguage)
}

/** The value of our language cookie in a `Cookie` header. */
export const cookieValue = (header: string | undefined): string | undefined =>
  new RegExp(`(?:^|; )${langCookie}=([a-z]{2})(?:;|$)`).exec(header ?? '')?.[1]
