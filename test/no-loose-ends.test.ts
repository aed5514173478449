import { describe, expect, test } from 'vitest'
import { wideLines, widest } from './line-width.ts'
import { files, read } from './workspace.ts'

const sources = files('.ts', '.vue', '.mjs', '.cjs').filter((file) => !/\.gen\.ts$|^test\/no-loose-ends/.test(file))

/** Every line of the sources that matches, as `file:line text`. */
function lines(pattern: RegExp, among: readonly string[] = sources): string[] {
  return among.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1} ${line.trim()}`] : [])),
  )
}

describe('the sources', () => {
  test('are looked at', () => {
    expect(sources.length).toBeGreaterThan(50)
  })

  test.each([
    [
      'nothing is kept from the type checker',
      /@ts-(ignore|nocheck)|^(?!.*\/\/ @ts-expect-error .{8,}).*@ts-expect-error/,
    ],
    ['nothing is kept from the linter', /eslint-disable|oxlint-disable|biome-ignore/],
    ['nothing is left for later', /\b(TODO|FIXME|XXX|HACK)\b/],
    [
      'no test is left out or run alone',
      /\b(test|it|describe)\.(skip|only|todo|fails)\b|\b(xit|xdescribe|fit|fdescribe)\(/,
    ],
    ['imports name the file', /from '\.{1,2}\/[^']*(?<!\.(ts|vue|mjs|cjs|json|css|js))(?<!\?\w+)'/],
    ['every import of a file is a wish of our own', /from '(\/|[A-Za-z]:)/],
  ])('%s', (_, pattern) => {
    expect(lines(pattern)).toEqual([])
  })

  test('a browser test that shares no platform says why', () => {
    const own = sources
      .filter((file) => file.endsWith('.browser.test.ts'))
      .filter((file) => /\b(startPlatform|createTestHost|createHost)\(/.test(read(file)))
    expect(own.length).toBeGreaterThan(2)
    expect(own.filter((file) => !/\/\*\* A host of its own\b.{20,} \*\//.test(read(file)))).toEqual([])
  })

  test('no file is longer than 400 lines', () => {
    const long = sources
      .map((file) => [file, read(file).split('\n').length] as const)
      .filter(([, length]) => length > 400)
    expect(long).toEqual([])
  })

  test(`no line of code is wider than ${widest}`, () => {
    expect(sources.flatMap((file) => wideLines(file, read(file)))).toEqual([])
  })

  test('a wide line is seen, and a sentence is not code', () => {
    const names = Array.from({ length: 30 }, (_, at) => `value${at}`).join(' + ')
    expect(wideLines('x.ts', `const sum = 1\nconst wide = ${names}`)).toEqual(['x.ts:2'])
    expect(wideLines('x.vue', `<script setup>\nconst wide = ${names}\n</script>`)).toEqual(['x.vue:2'])
    expect(wideLines('x.ts', `const text = '${'word '.repeat(50)}'`)).toEqual([])
    expect(wideLines('x.ts', `// ${'word '.repeat(50)}`)).toEqual(['x.ts:1'])
    expect(wideLines('x.ts', `const rows = 'select ${'a, '.repeat(50)} a from t'`)).toEqual(['x.ts:1'])
  })

  test('file names are kebab case', () => {
    const named = sources.filter(
      (file) => !file.startsWith('.') && file.split('/').some((part) => !/^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(part)),
    )
    expect(named).toEqual([])
  })
})
