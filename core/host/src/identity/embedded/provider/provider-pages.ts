import { randomBytes } from 'node:crypto'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { cookieValue, pageLang } from '../pages/page-lang.ts'
import { contentSecurity } from '../pages/page-headers.ts'
import { raw } from '../pages/html.ts'
import { logoutPage, messagePage } from '../pages/message-pages.ts'

export interface ProviderPages {
  readonly logout: (ctx: KoaContextWithOIDC, form: string) => Promise<void>
  readonly loggedOut: (ctx: KoaContextWithOIDC) => Promise<void>
  readonly error: (ctx: KoaContextWithOIDC, out: { error: string }) => Promise<void>
}

/** An identity provider has its own pages in its own style; these three come from oidc-provider's side of the house. */
export function providerPages(origin: string): ProviderPages {
  const langOf = (ctx: KoaContextWithOIDC) =>
    pageLang({
      uiLocales: typeof ctx.oidc?.params?.ui_locales === 'string' ? ctx.oidc.params.ui_locales : undefined,
      cookie: cookieValue(ctx.get('cookie')),
      acceptLanguage: ctx.get('accept-language'),
    })
  return {
    async logout(ctx, form) {
      // who comes with an ID token has pressed "sign out" already; others are asked, or any page could sign people out
      const nonce = ctx.oidc.entities.IdTokenHint ? randomBytes(18).toString('base64url') : undefined
      ctx.set('content-security-policy', contentSecurity(origin, nonce))
      ctx.type = 'html'
      ctx.body = logoutPage({ lang: langOf(ctx), form: raw(form), ...(nonce ? { nonce } : {}) })
    },
    async loggedOut(ctx) {
      ctx.type = 'html'
      ctx.body = messagePage({ lang: langOf(ctx), message: 'loggedOut', home: origin })
    },
    async error(ctx, { error }) {
      ctx.type = 'html'
      ctx.body = messagePage({
        lang: langOf(ctx),
        message: error === 'invalid_request' || error === 'server_error' ? error : 'refused',
        home: origin,
      })
    },
  }
}
