import { langs, type Lang } from '@vmeste/sdk'
import { realmPath } from '../options/embedded-options.ts'
import { html, raw, type Html } from './html.ts'
import { plainLook, type Look } from './look.ts'
import { styleHref } from './style.ts'
import { product, texts } from './texts.ts'

const languageNames: Readonly<Record<Lang, string>> = { ru: 'Русский', be: 'Беларуская', en: 'English' }

export interface PageParts {
  readonly lang: Lang
  readonly title: string
  readonly body: Html
  /** Whether something went wrong; the tab says so too. */
  readonly failed?: boolean
  /**
   * Where the page lives; the links to its other languages start here. Left out where a page cannot be asked for again.
   */
  readonly address?: string
  readonly look?: Look | undefined
}

/** The platform's mark in the city's colour, as in the portal. */
const mark = raw(
  '<svg class="mark" width="36" height="36" viewBox="0 0 20 20" aria-hidden="true" shape-rendering="crispEdges"><path fill="var(--brand)" d="M9 0h2v1h1v1h1v1h1v1h1v1h1v1h1v1h1v1h1v1h1v2h-1v1h-1v1h-1v1h-1v1h-1v1h-1v1h-1v1h-1v1h-1v1H9v-1H8v-1H7v-1H6v-1H5v-1H4v-1H3v-1H2v-1H1v-1H0V9h1V8h1V7h1V6h1V5h1V4h1V3h1V2h1V1h1z"/><path fill="var(--on-brand)" d="M7 6h1v1h1v1h2V7h1V6h1v1h-1v2h1v2h-1v2h1v1h-1v-1h-1v-1H9v1H8v1H7v-1h1v-2H7V9h1V7H7z"/></svg>',
)

/** Where the colours of a city are, below the realm. */
export const cityStylePath = '/resources/city'

/** The frame of every page at the door: whose it is, one card, languages. No script. */
export function layout({ lang, title, body, failed = false, address, look = plainLook }: PageParts): string {
  const { city, theme, large } = look
  const name = city?.name[lang] ?? product[lang]
  const shown = html` lang="${lang}"${theme !== undefined && html` data-theme="${theme}"`}${large && html` data-view="large"`}`
  return html`<!doctype html>
    <html${shown}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="${theme ?? 'light dark'}" />
        <title>${failed && `${texts.errorPrefix[lang]}: `}${title} · ${name}</title>
        ${city && html`<link rel="stylesheet" href="${`${realmPath}${cityStylePath}/${city.slug}.css`}" />`}
        <link rel="stylesheet" href="${styleHref}" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header class="top">
          <a class="sign" href="${city ? `/c/${city.slug}/` : '/'}">${mark}<span class="name">${name}</span></a>
        </header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
        ${address !== undefined && languages(lang, address)}
      </body>
    </html> `.html
}

const languages = (current: Lang, address: string): Html =>
  html`<footer>
    <nav aria-label="${texts.language[current]}">
      <ul class="languages">
        ${langs.map((lang) => html`<li><a href="${`${address}?kc_locale=${lang}`}" lang="${lang}" hreflang="${lang}" ${lang === current && html` aria-current="true"`}>${languageNames[lang]}</a></li>`)}
      </ul>
    </nav>
  </footer>`
