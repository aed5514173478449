import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { audit } from '../../test/a11y/audit.ts'
import { writeXlsx } from '../src/tables/write-xlsx.ts'
import { asGuest, desk, open, phone, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-directory'
const directory = `/c/${city}/admin/directory`
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

const choose = (page: Page, rows: string[][]) =>
  page
    .locator('.v-import-file input')
    .setInputFiles({ name: 'таблица.xlsx', mimeType: '', buffer: Buffer.from(writeXlsx(rows)) })
const undoNewest = async (page: Page) => {
  await page
    .locator('.v-import-history li')
    .first()
    .getByRole('button', { name: /^Отменить загрузку/ })
    .click()
  await page.getByText(/^Загрузка отменена/).waitFor()
}
test('a table of departments is looked at, taken in, seen in the list and taken back', async () => {
  const { page, context, faults } = await asGuest(browser, platform, { viewport: desk })
  await signIn(page, `admin.${city}`, `/c/${city}/admin`)
  await page.getByRole('link', { name: /^Службы, люди, темы/ }).click()
  await page.locator('.v-directory li').first().waitFor()
  await page.getByRole('link', { name: 'Загрузить таблицей' }).click()
  await choose(page, [
    ['Код', 'Название', 'Организация', 'Телефон'],
    ['TRAM', 'Трамвайный парк', 'Узденский районный исполнительный комитет', '8 (01718) 5-12-34'],
  ])
  await page.getByText('1 новая').waitFor()
  await page.getByRole('button', { name: 'Загрузить 1 строку' }).click()
  await page.getByText('Загружена 1 строка').waitFor()
  await page.getByRole('link', { name: 'К списку' }).click()
  await page.getByLabel('Найти').fill('трамвай')
  await page.getByText('1 служба', { exact: true }).waitFor()
  expect(await page.locator('.v-directory li').innerText()).toContain('+375 1718 5-12-34')
  await open(page, `${directory}/services?view=table`)
  await undoNewest(page)
  await page.getByRole('link', { name: 'К списку' }).click()
  await page.getByLabel('Найти').fill('трамвай')
  await page.getByText('Ничего не нашлось').waitFor()
  expect(faults).toEqual([])
  await context.close()
}, 90_000)

test('people of a table are those with an account; whoever has none is named, with the way to invite them', async () => {
  const { page, context, faults } = await asGuest(browser, platform, { viewport: desk })
  await signIn(page, `admin.${city}`, `${directory}/people?view=table`)
  const head = ['Кто', 'Имя', 'Должность', 'Служба']
  await choose(page, [head, ['nobody@uzda.example', 'Ян Никто', '', ''], [`head.${city}`, 'Анна Вяль', 'глава', 'POL']])
  await page.getByText('учётной записи «nobody@uzda.example» в городе нет: сначала пригласите').waitFor()
  await choose(page, [head, [`head.${city}`, 'Анна Вяль', 'глава', 'Охрана порядка']])
  await page.locator('ins', { hasText: 'Анна Вяль' }).waitFor()
  await page.getByRole('button', { name: 'Загрузить 1 строку' }).click()
  await page.getByText('Загружена 1 строка').waitFor()
  await page.getByRole('link', { name: 'К списку' }).click()
  await page.locator('.v-directory li', { hasText: 'Анна Вяль' }).getByText('глава · Охрана порядка').waitFor()
  await open(page, `${directory}/people?view=table`)
  await undoNewest(page)
  expect(faults).toEqual([])
  await context.close()
}, 90_000)

test('a topic gets another department and term by a table, in words, and comes back as it came', async () => {
  const { page, context, faults } = await asGuest(browser, platform)
  await signIn(page, `admin.${city}`, `${directory}/topics?view=table`)
  await choose(page, [
    ['Код', 'Служба', 'Срок'],
    ['YARD.PLAY', 'Зеленстрой', '3 рабочих дня'],
  ])
  const change = page.locator('.v-import-changes li').last()
  await change.waitFor()
  expect((await change.innerText()).replace(/\s+/g, ' ')).toBe(
    'Строка 2, YARD.PLAY, Устранить за Было: 5 раб. дн. → Станет: 3 раб. дн.',
  )
  await page.getByRole('button', { name: 'Загрузить 1 строку' }).click()
  await page.getByText('Загружена 1 строка').waitFor()
  await page.getByRole('link', { name: 'К списку' }).click()
  await page.locator('.v-directory li', { hasText: 'YARD.PLAY' }).getByText('Зеленстрой').waitFor()
  await open(page, `${directory}/topics?view=table`)
  await undoNewest(page)
  expect(faults).toEqual([])
  await context.close()
}, 90_000)

test('a city that has nothing is told what comes first, and gets there by tables alone', async () => {
  const slug = 'uzda-directory-empty'
  const { host } = platform
  const { city: like } = host.store.bySlug(city)!
  const { name, centre, brand } = like
  await host.createCity({ slug, name, centre, brand, numberPrefix: 'УП', demonstration: true }, [])
  await host.identity!.users.grant(`admin.${city}`, { city: slug, role: 'city-admin' })
  const { page, context, faults } = await asGuest(browser, platform, { bypassCSP: true })
  const empty = `/c/${slug}/admin/directory`
  await signIn(page, `admin.${city}`, empty)
  const said = async (part: string, title: string) => {
    await open(page, `${empty}/${part}`)
    await page.getByRole('heading', { name: title }).waitFor()
    expect([part, await audit(page)]).toEqual([part, []])
  }
  await said('services', 'Пока ни одной службы')
  await said('people', 'Пока никого нет')
  expect(await page.getByRole('main').getByRole('link', { name: 'Сотрудники' }).getAttribute('href')).toBe(
    `/c/${slug}/admin/people`,
  )
  await said('organisations', 'Начните с организаций')
  const take = async (rows: string[][]) => {
    await page.getByRole('link', { name: 'Загрузить таблицей' }).click()
    await choose(page, rows)
    await page.getByRole('button', { name: 'Загрузить 1 строку' }).click()
    await page.getByText('Загружена 1 строка').waitFor()
  }
  await take([
    ['Код', 'Название', 'Вид'],
    ['RIK', 'Райисполком', 'Исполком'],
  ])
  await open(page, `${empty}/services`)
  await take([
    ['Код', 'Название', 'Организация'],
    ['HOUS', 'ЖКХ', 'райисполком'],
  ])
  await open(page, `${empty}/people`)
  await take([
    ['Кто', 'Имя', 'Службы'],
    [`admin.${city}`, 'Игорь Мацкевич', 'ЖКХ'],
  ])
  await page.getByRole('link', { name: 'К списку' }).click()
  await page.locator('.v-directory li', { hasText: 'Игорь Мацкевич' }).getByText('ЖКХ').waitFor()
  expect(faults).toEqual([])
  await context.close()
}, 90_000)

test('nobody but those who may change the directory opens it', async () => {
  const { page, context } = await asGuest(browser, platform)
  await signIn(page, `operator.${city}`, directory)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.locator('.v-directory, .v-directory-parts').count()).toBe(0)
  await context.close()
}, 60_000)

const states = ['organisations', 'services', 'people', 'topics'].flatMap((one) => [one, `${one}?view=table`])
test.each(
  [phone, desk].flatMap((viewport) => (['light', 'dark'] as const).map((colorScheme) => ({ viewport, colorScheme }))),
)(
  'every list and every table can be used by everybody: %o',
  async ({ viewport, colorScheme }) => {
    const { page, context } = await asGuest(browser, platform, { bypassCSP: true, viewport, colorScheme })
    await signIn(page, `admin.${city}`, directory)
    for (const state of states) {
      await open(page, `${directory}/${state}`)
      await page.locator('.v-directory, .v-import').waitFor()
      expect([state, await audit(page)]).toEqual([state, []])
      expect([state, await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')]).toEqual([
        state,
        false,
      ])
    }
    await context.close()
  },
  120_000,
)
