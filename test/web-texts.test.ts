import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packages, root } from './workspace.ts'

type Tree = { readonly [key: string]: string | Tree }
const langs = ['ru', 'be', 'en'] as const
const parse = (file: string): Tree => JSON.parse(readFileSync(file, 'utf8')) as Tree
const flat = (tree: Tree, at = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[at + key, value] as [string, string]] : flat(value, `${at + key}.`),
  )
/** What a first visit brings along, and what comes with the rarer pages. */
const textsIn = (folder: string, lang: string): [string, string][] =>
  globSync(`{,*/}${lang}.json`, { cwd: folder }).flatMap((file) => flat(parse(join(folder, file))))
// a few words, «no answer» among them, are the portal's own
const portal = new Map(textsIn(join(root, 'web/src/i18n'), 'ru'))
const modules = [...packages().keys()].filter(
  (folder) => folder.startsWith('modules/') && existsSync(join(root, folder, 'web/i18n')),
)

test('modules with pages are looked at', () => {
  expect(modules.length).toBeGreaterThan(1)
})

describe.each(modules)('%s', (module) => {
  const web = join(root, module, 'web')
  const texts = Object.fromEntries(langs.map((lang) => [lang, new Map(textsIn(join(web, 'i18n'), lang))])) as Record<
    (typeof langs)[number],
    Map<string, string>
  >

  test('the three languages say the same things, and none of them nothing', () => {
    for (const lang of langs) {
      expect([...texts[lang].keys()].sort(), lang).toEqual([...texts.ru.keys()].sort())
      for (const [key, text] of texts[lang]) expect(text.trim(), `${lang} ${key}`).not.toBe('')
    }
  })

  test('parameters are the same in all of them, and counted texts have the forms of their language', () => {
    const parameters = (text: string): string[] =>
      [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))].sort()
    for (const [key, text] of texts.ru) {
      const counted = text.includes(' | ')
      for (const lang of langs) {
        const own = texts[lang].get(key)!
        // a form for nothing and one for a single thing may do without the number
        expect(
          parameters(own).filter((name) => name !== 'n'),
          `${lang} ${key}`,
        ).toEqual(parameters(text).filter((name) => name !== 'n'))
        if (counted) expect(own.split(' | ').length, `${lang} ${key}`).toBeGreaterThanOrEqual(lang === 'en' ? 2 : 3)
      }
    }
  })

  test('every text a page asks for is there', () => {
    const pages = globSync('**/*.{vue,ts}', { cwd: web, exclude: ['**/*.gen.ts', '**/*.test.ts'] })
    const asked = pages.flatMap((page) =>
      [...readFileSync(join(web, page), 'utf8').matchAll(/\bsay\(\s*'([\w.]+)'/g)].map(
        ([, key]) => [page, key!] as const,
      ),
    )
    expect(asked.length).toBeGreaterThan(10)
    expect(asked.filter(([, key]) => !texts.ru.has(key) && !portal.has(key))).toEqual([])
  })
})
