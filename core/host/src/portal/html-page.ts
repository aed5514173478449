import { createHash } from 'node:crypto'
import type { Lang } from '@vmeste/sdk'
import type { Looks } from '@vmeste/sdk/portal'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Text into HTML, attributes included. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character]!)
/** Data for a script element that is never run: nothing in it can close the element. */
const dataScript = (data: unknown): string =>
  JSON.stringify(data)
    .replace(/</g, '\\u003c')
    .replace(/\u2028|\u2029/g, ' ')
const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

export interface PageParts {
  readonly lang: Lang
  readonly looks: Looks
  readonly title: string
  readonly description?: string
  readonly image?: string
  /** Full address of the page, for previews. */
  readonly url?: string
  /** Said above everything, whatever takes the page over. */
  readonly notice?: string | undefined
  readonly body: string
  readonly css: readonly string[]
  /** A city's own colours. */
  readonly style?: string
  readonly importMap?: string
  readonly modules?: readonly {
    readonly href: string
    readonly run?: boolean
    readonly integrity?: string | undefined
  }[]
  readonly boot?: unknown
  readonly manifest?: string
  readonly icon?: string
  readonly colour?: string
  /** The app's own typeface; public pages stay with the system's. */
  readonly ownFont?: boolean
  readonly noindex?: boolean
}

/** A whole document, and the only scripts and styles it may run. */
export function htmlPage(parts: PageParts): { html: string; csp: { scripts: string[]; styles: string[] } } {
  const { looks } = parts
  const attributes = [
    `lang="${parts.lang}"`,
    looks.theme ? `data-theme="${looks.theme}"` : '',
    looks.large ? 'data-view="large"' : '',
    looks.images ? '' : 'data-images="off"',
    parts.ownFont ? 'data-font="own"' : '',
  ]
    .filter(Boolean)
    .join(' ')
  const meta = (name: string, content: string | undefined, key = 'property') =>
    content ? `<meta ${key}="${name}" content="${escapeHtml(content)}">` : ''
  const head = [
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">',
    `<title>${escapeHtml(parts.title)}</title>`,
    meta('description', parts.description, 'name'),
    meta('theme-color', parts.colour, 'name'),
    parts.noindex ? meta('robots', 'noindex', 'name') : '',
    meta('og:title', parts.title),
    meta('og:description', parts.description),
    meta('og:image', parts.image),
    meta('og:url', parts.url),
    meta('og:type', 'website'),
    meta('og:locale', { ru: 'ru_BY', be: 'be_BY', en: 'en_GB' }[parts.lang]),
    parts.style ? `<style>${parts.style}</style>` : '',
    ...parts.css.map((href) => `<link rel="stylesheet" href="${href}">`),
    parts.importMap ? `<script type="importmap">${parts.importMap}</script>` : '',
    // a preload without the hash that the import map asks for would be thrown away and fetched again
    ...(parts.modules ?? []).map(
      ({ href, run, integrity }) =>
        (run ? `<script type="module" src="${href}"` : `<link rel="modulepreload" href="${href}"`) +
        (integrity ? ` integrity="${integrity}"` : '') +
        (run ? '></script>' : '>'),
    ),
    parts.manifest ? `<link rel="manifest" href="${parts.manifest}">` : '',
    parts.icon ? `<link rel="icon" href="${parts.icon}">` : '',
  ]
    .filter(Boolean)
    .join('\n')
  const notice = parts.notice ? `<p class="v-outage" role="status">${escapeHtml(parts.notice)}</p>\n` : ''
  const boot =
    parts.boot === undefined ? '' : `\n<script type="application/json" id="boot">${dataScript(parts.boot)}</script>`
  return {
    html: `<!doctype html>\n<html ${attributes}>\n<head>\n${head}\n</head>\n<body>\n${notice}<div id="app">${parts.body}</div>${boot}\n</body>\n</html>\n`,
    csp: {
      scripts: parts.importMap ? [sha256(parts.importMap)] : [],
      styles: parts.style ? [sha256(parts.style)] : [],
    },
  }
}

/** The strict policy of every page: our own files, one import map and one style by their hash, nothing evaluated. */
export function contentPolicy(
  csp: { scripts: readonly string[]; styles: readonly string[] },
  also: { connect?: readonly string[]; images?: readonly string[]; frames?: readonly string[] } = {},
): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${csp.scripts.join(' ')}`,
    `style-src 'self' ${csp.styles.join(' ')}`,
    `img-src 'self' data: blob: ${(also.images ?? []).join(' ')}`,
    "font-src 'self'",
    `connect-src 'self' ${(also.connect ?? []).join(' ')}`,
    `frame-src 'self' ${(also.frames ?? []).join(' ')}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ]
    .map((rule) => rule.trim())
    .join('; ')
}
