import { describe, expect, test } from 'vitest'
import { knownVariables } from '../../core/cli/src/platform/known-variables.ts'
import { langs } from '@vmeste/sdk'
import { inManual, manualHeadings, manualPages as pagesOf } from '../../core/host/src/operations/status/facts/manual.ts'
import { deadLinksOf } from '../links.ts'
import { files, read } from '../workspace.ts'
import { kindOf } from './classify.ts'
import { callsIn, commandLine, faultOf } from './commands-named.ts'
import { commandsOf, fencesOf, manualFences, manualPages } from './manual-pages.ts'

const pages = [...manualPages('en'), ...manualPages('ru')]
/** What a page warns of: Kubernetes would set it. */
const others = new Set(['VMESTE_SERVICE_HOST'])
const documents = files('.md').filter((file) => /^(docs\/|[A-Z]+\.md$)/.test(file) && file !== 'CHANGELOG.md')

test.each(pages)('every block of %s says what it is', (page) => {
  const kinds = fencesOf(page).map(kindOf)
  expect(kinds.every(Boolean)).toBe(true)
})

test('the manual runs something, and shows the files of deploy/', () => {
  const kinds = manualFences('en').map(kindOf)
  expect(kinds.filter((kind) => kind === 'run').length).toBeGreaterThanOrEqual(5)
  expect(kinds).toContain('sql')
  expect(kinds).toContain('file')
})

test.each(
  manualFences('en')
    .concat(manualFences('ru'))
    .filter((fence) => kindOf(fence) === 'file')
    .map((fence) => [`${fence.page}:${fence.line}`, fence] as const),
)('%s shows the file as it is', (_, { words, text }) => {
  const [kind, file = ''] = words[0]!.split('=')
  if (kind === 'file') expect(`${text}\n`).toBe(read(file))
  else expect(read(file)).toContain(text)
})

test('the Russian manual has the same commands in the same order', () => {
  const told = (tongue: 'en' | 'ru') =>
    manualFences(tongue).map((fence) => ({
      first: [fence.language, ...fence.words].join(' '),
      apart: fence.apart !== undefined,
      text: commandsOf(fence),
    }))
  expect(told('ru')).toEqual(told('en'))
})

test('the Russian manual has the same settings, and the same sections', () => {
  const settings = (page: string) =>
    [...read(page).matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) \|/gm)].map(([, cell]) => cell)
  expect(settings('docs/ru/operations.md')).toEqual(settings('docs/operations.md'))
  const levels = (tongue: 'en' | 'ru') =>
    manualPages(tongue).map((page) => [...read(page).matchAll(/^(#+) /gm)].map(([, marks]) => marks))
  expect(levels('ru')).toEqual(levels('en'))
})

describe('in every document', () => {
  test('a command that is named is there, with its options', async () => {
    const program = await commandLine()
    expect(program.commands.length).toBeGreaterThan(10)
    const faults = documents.flatMap((page) =>
      callsIn(read(page))
        .flatMap((named) => faultOf(program, named) ?? [])
        .map((fault) => `${page}: ${fault}`),
    )
    expect(faults).toEqual([])
    expect(faultOf(program, { text: 'vmeste admyn', words: ['admyn'] })).toContain('there is no command admyn')
    expect(faultOf(program, { text: 'vmeste admin hanna --nme', words: ['admin', 'hanna', '--nme'] })).toContain(
      'admin has no --nme',
    )
  })

  test('a script of npm that is named is there', () => {
    const scripts = new Set(Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts))
    const named = documents.flatMap((page) =>
      [...read(page).matchAll(/\b(?:npm run(?: -s)?|pnpm run) ([a-z][\w:]*)|\bnpm (start|test)\b/g)].map(
        ([whole, script, short]) => ({ page, whole, script: script ?? short! }),
      ),
    )
    expect(named.filter(({ script }) => !scripts.has(script))).toEqual([])
  })

  test('a variable that is named means something', () => {
    const known = new Set<string>([
      ...knownVariables,
      ...[...read('docs/errors.md').matchAll(/^\| `(VMESTE_[A-Z0-9_]+)` \|/gm)].map(([, code]) => code!),
    ])
    const named = documents.flatMap((page) =>
      [...read(page).matchAll(/\bVMESTE_[A-Z0-9_]*[A-Z0-9]\b/g)].map(([name]) => `${page}: ${name}`),
    )
    const strangers = named.filter((each) => !known.has(each.split(': ')[1]!) && !others.has(each.split(': ')[1]!))
    // a cookie's name looks like a setting
    const sources = strangers.length
      ? files('.ts')
          .filter((file) => file.startsWith('core/'))
          .map(read)
          .join('\n')
      : ''
    expect(strangers.filter((each) => !sources.includes(each.split(': ')[1]!))).toEqual([])
  })

  test('a link leads to a file that is there, and to a heading in it', () => {
    expect(documents.flatMap(deadLinksOf)).toEqual([])
  })
})

describe('a remedy', () => {
  test('names commands that are there, with their options', async () => {
    const program = await commandLine()
    const word = String.raw`--?[a-z][\w-]*|<[^>\n]+>|\$\{[^}\n]+\}|…|[a-z0-9][\w.-]*`
    const named = files('.ts')
      .filter((file) => /^(core|modules)\//.test(file) && !/\.test\.ts$/.test(file))
      .flatMap((file) =>
        [...read(file).matchAll(new RegExp(String.raw`(?<![\w/@-])vmeste ((?:${word})(?: (?:${word}))*)`, 'g'))].map(
          ([text, words = '']) => ({ file, named: { text, words: words.split(' ') } }),
        ),
      )
      .filter(({ named: { words } }) => words.some((each) => each.startsWith('--')))
    expect(named.length).toBeGreaterThan(10)
    const faults = named.map(({ file, named: each }) => [file, faultOf(program, each)])
    expect(faults.filter(([, fault]) => fault !== undefined)).toEqual([])
  })

  test('leads to a page and a heading that are there, in the language of who reads it', () => {
    for (const heading of Object.values(manualHeadings))
      for (const lang of langs)
        expect(read(pagesOf[lang]).split('\n'), `${pagesOf[lang]}: ${heading[lang]}`).toContainEqual(
          expect.stringMatching(new RegExp(`^#+ ${heading[lang]}$`)),
        )
    expect(inManual('schedule')).toEqual({
      ru: 'docs/ru/operations.md, «По расписанию»',
      be: 'docs/ru/operations.md, «По расписанию»',
      en: 'docs/operations.md, “Schedule”',
    })
  })

  test('in Russian or Belarusian names no English page of the manual', () => {
    const strays = files('.ts')
      .filter((file) => /^(core|modules)\//.test(file) && !/\.test\.ts$/.test(file))
      .flatMap((file) =>
        [...read(file).matchAll(/\b(?:ru|be): ?['`"][^\n]*docs\/operations\.md.*$/gm)].map(
          ([line]) => `${file}: ${line}`,
        ),
      )
    expect(strays).toEqual([])
  })
})
