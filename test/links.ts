import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { read, root } from './workspace.ts'

interface Link {
  readonly path: string
  readonly heading: string | undefined
}

/** Links of a page that stay in the project, as they are written. */
export const linksOf = (page: string): Link[] =>
  [...read(page).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, path = '', heading]) => ({
    path,
    heading,
  }))

/** Those that lead to no file, or to no heading in it, as `page: link`. */
export const deadLinksOf = (page: string): string[] =>
  linksOf(page).flatMap(({ path, heading }) => {
    const to = path === '' ? page : join(dirname(page), path)
    if (!existsSync(join(root, to))) return [`${page}: ${path}`]
    return heading !== undefined && to.endsWith('.md') && !headingsOf(to).has(decodeURIComponent(heading))
      ? [`${page}: ${path}#${heading}`]
      : []
  })

/** Headings as a page's address names them. */
function headingsOf(page: string): ReadonlySet<string> {
  return new Set(
    [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}
