import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const most = 20
/** What a sentence about data names, in three languages. */
const data =
  /данн|персональн|даны[хяміе]|дадзен|асабов|асабіст|\bdata\b|personal|контакт|кантакт|contact|согласи|згод|consent|телефон|тэлефон|\bphone|почт|пошт|e-mail/i

/** Texts for people: of tables of words, and wherever a program says something in three languages. */
function textsIn(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8')
  if (file.endsWith('.json')) return [...source.matchAll(/: "((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text!)
  const said = source.matchAll(
    /\b(?:ru|be|en):\s*['`]((?:[^'`\\]|\\.)*)['`]|\bsay\(\s*'([^']*)',\s*'([^']*)',\s*'([^']*)'/g,
  )
  return [...said].flatMap(([, ...texts]) => texts.filter((text) => text !== undefined))
}

const words = (sentence: string): number => sentence.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part)).length
const sentences = (text: string): string[] => text.split(/(?<=[.!?…])\s+|\\n/)

const tooLong = (text: string): string[] =>
  data.test(text) ? sentences(text).filter((sentence) => words(sentence) > most) : []

test('a sentence about data has at most twenty words, in three languages', () => {
  const files = execFileSync('git', ['ls-files', 'core', 'modules', 'web/src'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => /\/src\/.*\.ts$|\/i18n\/.*\.json$/.test(file) && !/\.test\.ts$|\.gen\.ts$/.test(file))
  expect(files.length).toBeGreaterThan(500)
  const texts = files.map((file) => ({ file, texts: textsIn(file) }))
  expect(texts.flatMap((one) => one.texts.filter((text) => data.test(text))).length).toBeGreaterThan(300)
  expect(texts.flatMap((one) => one.texts.flatMap(tooLong).map((sentence) => `${one.file}: ${sentence}`))).toEqual([])
})

test('a long one is found', () => {
  const long = `Мы храним телефон, ${'потому что так надо '.repeat(5)}и всё.`
  expect([tooLong(`Коротко. ${long}`), tooLong('Телефон виден службе. Почта тоже.')]).toEqual([[long], []])
})
