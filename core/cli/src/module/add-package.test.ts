import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordModule } from '../platform/added-modules.ts'
import { openPackage } from './add-package.ts'
import { describeGrants } from './describe-grants.ts'
import { writeTarball } from './write-tarball.ts'

const template = join(import.meta.dirname, '../../templates/module')
const sound = `sha512-${'A'.repeat(86)}==`
let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vmeste-add-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

/**
 * The template's package as `vmeste pack` would make it, or with parts of it otherwise; its code is none, for it must
 * not run.
 */
async function packed(otherwise: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const files = new Map<string, Buffer>([['dist/plugin.js', Buffer.from('throw new Error("this ran")')]])
  for (const name of await readdir(join(template, 'contract')))
    files.set(`contract/${name}`, await readFile(join(template, 'contract', name)))
  files.set(
    'package.json',
    Buffer.from(
      JSON.stringify({ name: 'stray-animals', version: '0.1.0', type: 'module', exports: { '.': './dist/plugin.js' } }),
    ),
  )
  for (const [path, change] of Object.entries(otherwise)) {
    if (change === undefined) files.delete(path)
    else if (typeof change === 'string') files.set(path, Buffer.from(change))
    else
      files.set(
        path,
        Buffer.from(JSON.stringify({ ...(JSON.parse(files.get(path)!.toString()) as object), ...(change as object) })),
      )
  }
  const file = join(home, `${crypto.randomUUID()}.tgz`)
  await writeFile(file, await writeTarball(files))
  return file
}
const codeOf = async (file: string, expected?: string) =>
  openPackage(home, file, expected).then(
    () => 'fine',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  )

test('a package is looked at, and nothing is written or run', async () => {
  const before = await readdir(home)
  const { stored, replaces } = await openPackage(home, await packed())
  expect(stored).toMatchObject({ id: 'stray-animals', package: 'stray-animals', version: '0.1.0' })
  expect(replaces).toBeUndefined()
  expect((await readdir(home)).filter((name) => !before.includes(name) && !name.endsWith('.tgz'))).toEqual([])
})

describe('what does not belong here is refused before any of it runs', () => {
  test.each([
    ['made for another engine', { 'contract/module.json': { engine: '^2.0' } }, 'VMESTE_PLUGIN_ENGINE_MISMATCH'],
    ['an id that is installed', { 'contract/module.json': { id: 'appeals' } }, 'VMESTE_ADD_ID_TAKEN'],
    ['an id of the platform', { 'contract/module.json': { id: 'civic' } }, 'VMESTE_PLUGIN_ID'],
    ['an id that is a path', { 'contract/module.json': { id: '../../evil' } }, 'VMESTE_PLUGIN_ID'],
    ['a version that is a path', { 'package.json': { version: '../../1' } }, 'VMESTE_PACKAGE_CONTRACT'],
    ['no contract', { 'contract/module.json': undefined }, 'VMESTE_PACKAGE_CONTRACT'],
    ['no word on what it hears', { 'contract/events.json': undefined }, 'VMESTE_PACKAGE_CONTRACT'],
    ['a contract that is no JSON', { 'contract/tables.json': '{' }, 'VMESTE_PACKAGE_CONTRACT'],
    ['another version in its contract', { 'package.json': { version: '0.2.0' } }, 'VMESTE_PACKAGE_CONTRACT'],
    ['no code', { 'dist/plugin.js': undefined }, 'VMESTE_PACKAGE_CONTRACT'],
    ['code from elsewhere', { 'package.json': { exports: { '.': './../../plugin.js' } } }, 'VMESTE_PACKAGE_CONTRACT'],
    ['code in sources', { 'package.json': { exports: { '.': './src/plugin.ts' } } }, 'VMESTE_PACKAGE_CONTRACT'],
    [
      'a text missing',
      { 'contract/module.json': { title: { ru: 'Животные', be: '', en: 'Animals' } } },
      'VMESTE_PACKAGE_CONTRACT',
    ],
  ])('%s', async (_, change, code) => {
    expect(await codeOf(await packed(change))).toBe(code)
  })

  test('another package than was meant', async () => {
    const file = await packed()
    expect(await codeOf(file, sound)).toBe('VMESTE_PACKAGE_INTEGRITY')
    expect(await codeOf(file, (await openPackage(home, file)).stored.integrity)).toBe('fine')
  })

  test('what was added already, changed or by somebody else', async () => {
    const elsewhere = await mkdtemp(join(home, 'other-'))
    const codeThere = (file: string) =>
      openPackage(elsewhere, file).then(
        ({ replaces }) => `replaces ${replaces}`,
        (error: { code: string }) => error.code,
      )
    const record = (changed: object) =>
      recordModule(elsewhere, 'stray-animals', {
        id: 'stray-animals',
        package: 'stray-animals',
        version: '0.1.0',
        integrity: sound,
        ...changed,
      })
    const mine = await packed()
    await record({ package: '@town/animals' })
    expect(await codeThere(mine)).toBe('VMESTE_ADD_ID_TAKEN')
    await record({})
    expect(await codeThere(mine)).toBe('VMESTE_ADD_SAME_VERSION')
    await record({ version: '0.0.9' })
    expect(await codeThere(mine)).toBe('replaces 0.0.9')
    // nothing of it lies there any more: the way to mend that is to add it again
    await record({ integrity: (await openPackage(home, mine)).stored.integrity })
    expect(await codeThere(mine)).toBe('replaces undefined')
  })
})

test('what it gets stands in sentences, in three languages, with nothing that moves a cursor', async () => {
  const { contents } = await openPackage(
    home,
    await packed({ 'contract/module.json': { uses: ['Notifications', 'Weather'] } }),
  )
  const ru = describeGrants(contents, 'ru')
  expect(ru).toEqual(
    expect.arrayContaining([
      'Хранит свои таблицы: 1 (sighting)',
      'Хранит личные данные: sighting.note, sighting.person, 12 мес. Зачем: Показать человеку, о чём он сообщил',
      'Слышит событие «appeals.report.routed@1» — видит поля number, report, topic',
      'Отправляет письма, СМС и уведомления от имени города: кому и что, решает сам',
      'Обращается к службе платформы: Weather',
      'Приносит право «Сообщать о бездомных животных»; сразу получат его: guest',
      'Добавляет страницы в меню: 1',
      'Показывает своё на чужих страницах: city.actions',
    ]),
  )
  expect(ru.filter((line) => line.includes('функции в базе'))).toEqual([])
  const lender = await openPackage(
    home,
    await packed({ 'contract/tables.json': { lends: { Files: ['count_animals', 'forget_animals'] } } }),
  )
  expect(describeGrants(lender.contents, 'ru')).toContain(
    'Другие модули смогут вызывать его функции в базе: count_animals, forget_animals',
  )
  for (const lang of ['be', 'en'] as const) {
    expect(describeGrants(contents, lang)).toHaveLength(ru.length)
    expect(describeGrants(contents, lang).filter((line) => ru.includes(line))).toEqual([])
  }
  const sly = await openPackage(home, await packed({ 'contract/tables.json': { tables: { 'a\u001b[2K\u202Eb': {} } } }))
  expect(describeGrants(sly.contents, 'en')[0]).toBe('Keeps tables of its own: 1 (a [2K b)')
})
