import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { files, read } from './workspace.ts'

type Section = Readonly<Record<string, string>>

/** Sections in their order, each with the pattern it is for. */
const sections = read('.editorconfig')
  .split(/^(?=\[)/m)
  .map((text) => ({
    pattern: /^\[(.+)\]/.exec(text)?.[1] ?? '',
    values: Object.fromEntries(
      [...text.matchAll(/^(\w+) = (.+)$/gm)].map(([, name = '', value = '']) => [name, value]),
    ),
  }))

/** Of the patterns an editor knows, those that this file uses. */
function fits(pattern: string, file: string): boolean {
  const alternatives = /^\{(.+)\}$/.exec(pattern)?.[1]?.split(',') ?? [pattern]
  return alternatives.some((each) =>
    each.startsWith('*') ? basename(file).endsWith(each.slice(1)) : basename(file) === each,
  )
}

/** The later section has the last word. */
const rulesOf = (file: string): Section =>
  Object.assign({}, ...sections.filter(({ pattern }) => fits(pattern, file)).map(({ values }) => values)) as Section

const texts = files('').filter(
  (file) => file !== '' && !/\.(png|jpe?g|webp|heic|ico|pmtiles|pdf|tgz|gz|bin)$/.test(file),
)

function faults(file: string): string[] {
  const text = read(file),
    rules = rulesOf(file)
  return [
    ...(rules['end_of_line'] === 'lf' && text.includes('\r\n') ? ['lines end with CRLF'] : []),
    ...(rules['insert_final_newline'] === 'true' && text !== '' && !text.endsWith('\n')
      ? ['no line end at the end']
      : []),
    ...(rules['trim_trailing_whitespace'] === 'true' && /[ \t]+$/m.test(text) ? ['space at the end of a line'] : []),
    ...(rules['indent_style'] === 'space' && /^ *\t/m.test(text) ? ['a tab'] : []),
    ...(rules['indent_style'] === 'tab' && /^ /m.test(text) ? ['spaces where a tab stands'] : []),
    ...(rules['charset'] === 'utf-8' && /^\uFEFF|\uFFFD/.test(text) ? ['not UTF-8'] : []),
  ].map((fault) => `${file}: ${fault}`)
}

test('every file is as .editorconfig says', () => {
  expect(texts.length).toBeGreaterThan(1000)
  expect(texts.flatMap(faults)).toEqual([])
})
