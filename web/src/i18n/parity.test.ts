import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

type Tree = { [key: string]: string | Tree }
/** The shell's own, of what only the server makes too; those of modules are looked at by the conformance kit. */
const folders = ['.', 'pages', '../server/i18n', '../my-data/i18n', '../tables/i18n/pages'].map((folder) =>
  join(import.meta.dirname, folder),
)

const flat = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  )
const read = (folder: string, lang: string) =>
  new Map(flat(JSON.parse(readFileSync(join(folder, `${lang}.json`), 'utf8')) as Tree))
const parameters = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

test.each(folders)('%s: every text in all three languages, none empty, with the same parameters', (folder) => {
  const [ru, be, en] = ['ru', 'be', 'en'].map((lang) => read(folder, lang)) as [
    Map<string, string>,
    Map<string, string>,
    Map<string, string>,
  ]
  expect([...be.keys()].sort()).toEqual([...ru.keys()].sort())
  expect([...en.keys()].sort()).toEqual([...ru.keys()].sort())
  for (const [key, text] of ru) {
    for (const other of [be.get(key)!, en.get(key)!]) {
      expect(other.trim(), key).not.toBe('')
      expect(parameters(other), key).toEqual(parameters(text))
    }
  }
})

test.each(folders)('%s: Belarusian is Belarusian: none of its texts has letters that it does not know', (folder) => {
  const wrong = [...read(folder, 'be')].filter(([, text]) => /[ищъИЩЪ]/.test(text))
  expect(wrong).toEqual([])
})

test.each(folders)('%s: plural texts have the forms their language needs', (folder) => {
  const forms = { ru: [3, 4], be: [3, 4], en: [2, 3] }
  for (const [lang, allowed] of Object.entries(forms)) {
    for (const [key, text] of read(folder, lang))
      if (text.includes(' | ')) expect(allowed, `${lang}: ${key}`).toContain(text.split(' | ').length)
  }
})
