import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { webRoot } from './places.ts'

/**
 * A page of the shell comes with its own styles alone: what it shows must be dressed by what it imports, or by what
 * every page has.
 */
const text = (file: string): string => readFileSync(file, 'utf8')
const styleOf = (file: string): string =>
  file.endsWith('.css')
    ? text(file)
    : [...text(file).matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, css]) => css).join('\n')
const classesIn = (css: string): string[] => [...css.matchAll(/\.(v-[\w-]+)/g)].map(([, name]) => name!)

function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(file)) return seen
  seen.add(file)
  for (const [, path] of text(file).matchAll(/^(?:import|export|@import) (?:[^'\n]* from )?'(\.[^']+)'/gm))
    reach(join(dirname(file), path!), seen)
  return seen
}
const dressed = (files: Iterable<string>): Set<string> =>
  new Set([...files].filter((file) => /\.(vue|css)$/.test(file)).flatMap((file) => classesIn(styleOf(file))))

const src = join(webRoot, 'src')
const everywhere = new Set(['shell/main.ts', 'kit/index.ts'].flatMap((entry) => [...reach(join(src, entry))]))
const all = dressed(globSync(join(src, '**/*.{vue,css}')))

test.each(globSync(join(src, 'shell/pages/*.vue')).map((file) => [relative(src, file), file]))(
  '%s shows nothing that another page dresses',
  (_name, page) => {
    const own = reach(page)
    const near = dressed([...own, ...everywhere])
    const shown = [...own]
      .filter((file) => file.endsWith('.vue'))
      .flatMap((file) =>
        [
          ...text(file)
            .split('<style')[0]!
            .matchAll(/\b(v-[a-z][\w-]+)/g),
        ].map(([, name]) => name!),
      )
    expect([...new Set(shown)].filter((name) => all.has(name) && !near.has(name))).toEqual([])
  },
)
