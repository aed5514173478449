import { langs, type Lang } from '@vmeste/sdk'
import { html, type Html } from './html.ts'
import { styleHref } from './style.ts'
import { product, texts } from './texts.ts'

const languageNames: Readonly<Record<Lang, string>> = { ru: 'Русский', be: 'Беларуская', en: 'English' }

export interface PageParts {
  readonly lang: Lang
  readonly title: string
  readonly body: Html
  /** Whether something went wrong; the tab says so too. */
  readonly failed?: boolean
  /** Where the page lives; the links to its other languages start here. Left out where a page cannot be asked for again. */
  readonly address?: string
}

/** The frame of every page at the door: name, one card, languages. No script. */
export function layout({ lang, title, body, failed = false, address }: PageParts): string {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${failed && `${texts.errorPrefix[lang]}: `}${title} · ${product[lang]}</title>
<link rel="stylesheet" href="${styleHref}">
<link rel="icon" href="data:,">
</head>
<body>
<header class="top"><p class="name">${product[lang]}</p></header>
<main>
<h1>${title}</h1>
${body}
</main>
${address !== undefined && languages(lang, address)}
</body>
</html>
`.html
}

const languages = (current: Lang, address: string): Html => html`<footer>
<nav aria-label="${texts.language[current]}"><ul class="languages">
${langs.map((lang) => html`<li><a href="${`${address}?kc_locale=${lang}`}" lang="${lang}" hreflang="${lang}"${lang === current && html` aria-current="true"`}>${languageNames[lang]}</a></li>`)}
</ul></nav>
</footer>`
