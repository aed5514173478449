import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { orphanMs, quarantineDays } from '../../core/civic/src/files/file-limits.ts'
import { notificationsPersonalData } from '../../core/civic/src/notifications/notifications-personal-data.ts'
import { askAgainMs } from '../../core/civic/src/notifications/recipients/recipient-limits.ts'
import { recipientsPersonalData } from '../../core/civic/src/notifications/recipients/recipients-personal-data.ts'
import { defaultTuning } from '../../core/host/src/events/events-options.ts'
import { placeDays } from '../../core/host/src/identity/shared/tables/place-days.ts'
import { lifetimes } from '../../core/host/src/identity/embedded/options/embedded-options.ts'
import { declaredPersonalData } from '../../deploy/papers/personal-data/declared.ts'
import { kept } from '../../deploy/papers/personal-data/kept.ts'
import { keptName, personalDataPage, withPersonalData } from '../../deploy/papers/personal-data/write-page.ts'
import { settings } from '../../modules/appeals/src/settings.ts'
import { files, read, root } from '../workspace.ts'

const page = read(personalDataPage)
const [hour, day] = [3_600_000, 24 * 3_600_000]

/** What the page on personal data says of a table, by the table. */
const ofTable = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/^\|.*`([a-z]\w*\.\w+)`.*$/gm)].map(([line, table]) => [table!, line]))

describe('the page on personal data', () => {
  test('has the table that the code gives', () => {
    expect(withPersonalData(root) === page, 'run: npm run papers').toBe(true)
  })

  test('says of every declared table what becomes of it, and of no other; a job that is named is there', () => {
    expect(Object.keys(kept).sort()).toEqual(declaredPersonalData(root).map(keptName).sort())
    expect(
      Object.values(kept).flatMap(({ job }) => (job === undefined || existsSync(join(root, job)) ? [] : [job])),
    ).toEqual([])
  })

  test('has the terms of the code', () => {
    const { retentionMonths, wordsMonths } = settings.parse({})
    for (const said of [
      `| слова и фото жителя в сообщении | ${wordsMonths} месяцев после закрытия; город ставит от 1 до 120 |`,
      `| контакт и ключ автора сообщения | ${retentionMonths} месяцев после закрытия; город ставит от 1 до 120 |`,
      `| уведомления и письма | ${notificationsPersonalData.retentionMonths} месяцев |`,
      `| вопрос «присылать ли», оставшийся без ответа | ${askAgainMs / day} дней |`,
      `| согласие получать письма | ${recipientsPersonalData.retentionMonths} месяца после последнего письма |`,
      `| фото, которое не попало в сообщение | ${orphanMs / hour} часа, потом ${quarantineDays} дней в карантине`,
      `| события между модулями | ${defaultTuning.keepDays} дней |`,
      `| место, откуда входили | ${placeDays} дней |`,
      `вход — ${lifetimes.session / 3600} часов`,
    ])
      expect(page).toContain(said)
    expect(settings.safeParse({ retentionMonths: 120 }).success).toBe(true)
    expect(settings.safeParse({ retentionMonths: 121 }).success).toBe(false)
  })
})

describe('pages for a lawyer', () => {
  const pages = files('.md').filter((file) => /^docs\/ru\/[a-z-]+\.md$/.test(file) && !/operations|capacity/.test(file))
  const marked = /\*\*\[(не подтверждено|источник: [^\]]+)\]\*\*/

  test('are there', () => {
    expect(pages.length).toBeGreaterThanOrEqual(4)
  })

  test.each(pages)('%s says of every law it names that nobody has confirmed it, or where it was read', (name) => {
    // of a table each cell is a claim of its own
    const claims = read(name)
      .split('\n')
      .flatMap((line) => (line.startsWith('|') ? line.split('|') : [line]))
    const ofLaw = claims.filter((claim) =>
      /№ \d|\d+-ФЗ|\d+-З\b|ОАЦ|уполномоченный хостинг|сертифицированные средства/.test(claim),
    )
    expect(ofLaw.filter((claim) => !marked.test(claim))).toEqual([])
  })

  test.each(pages)('%s denies nothing that the platform keeps or can do', (name) => {
    const table = ofTable(page)
    // each is written by the code today: what a page says is missing somebody leaves out of a contract or an answer
    const denied: ReadonlyArray<readonly [RegExp, there: boolean]> = [
      [/кто (\S+ )?\**смотрел\**[^.;|]*не пишется|журнала просмотров/i, table.has('core.look')],
      [/`core\.audit`,? не изменяется и не стирается/, /заменяет знак/.test(table.get('core.audit') ?? '')],
      [/выгрузки всего о человеке/, existsSync(join(root, 'core/cli/src/commands/person.ts'))],
    ]
    expect(denied.filter(([words, there]) => there && words.test(read(name))).map(([words]) => words)).toEqual([])
  })

  test.each(['utechka', 'ugrozy', 'operator'])('%s says where it stands who looked', (name) => {
    expect(read(`docs/ru/${name}.md`)).toContain('`core.look`')
  })

  test.each(pages)('%s names tests and files that are there', (name) => {
    const named = [...read(name).matchAll(/`((?:core|modules|test|deploy)\/[\w./-]+)`/g)].map(([, path]) => path!)
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})
