import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { audit } from '../../test/a11y/audit.ts'
import { readXlsx } from '../src/tables/read-xlsx.ts'
import { writeXlsx } from '../src/tables/write-xlsx.ts'
import { asGuest, desk, phone, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-tables'
const places = `/c/${city}/m/appeals/objects?view=import`
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

const choose = (page: Page, name: string, buffer: Uint8Array) =>
  page.locator('.v-import-file input').setInputFiles({ name, mimeType: '', buffer: Buffer.from(buffer) })
const twenty = [
  ['Код', 'Тип', 'Название', 'Адрес'],
  ...Array.from({ length: 20 }, (_, at) => [`UZ-${9001 + at}`, 'Двор', `Двор дома ${at + 1}`, `ул. Новая, ${at + 1}`]),
]
/** Bytes of a text where a byte is a letter. */
function oneByte(text: string, encoding: string): Uint8Array {
  const all = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
  return Uint8Array.from([...text].map((sign) => all.indexOf(sign)))
}

test('a workbook says what it would change, is taken in, given out, and taken back by one press', async () => {
  const { page, context, faults } = await asGuest(browser, platform)
  await signIn(page, `admin.${city}`, places)
  await choose(page, 'места.xlsx', writeXlsx(twenty))
  await page.getByText('20 новых.').waitFor()
  await page.getByRole('button', { name: 'Загрузить 20 строк' }).click()
  await page.getByText('Загружено 20 строк').waitFor()
  // the newest stands first, above that of the demonstration
  const newest = page.locator('.v-import-history li').first()
  await newest.getByText('20 новых').waitFor()

  // the same table as an old program writes it changes nothing; one name more is one cell
  await choose(page, 'места.csv', oneByte(twenty.map((row) => row.join(';')).join('\r\n'), 'ibm866'))
  await page.getByText('20 без изменений.').waitFor()
  await choose(page, 'место.csv', oneByte('Код;Название\r\nUZ-9003;Двор у школы\r\n', 'koi8-r'))
  const change = page.locator('.v-import-changes li')
  await change.waitFor()
  expect((await change.innerText()).replace(/\s+/g, ' ')).toBe(
    'Строка 2, UZ-9003, Название Было: Двор дома 3 → Станет: Двор у школы',
  )

  // what the page gives out is what it takes in
  for (const [name, button] of [
    ['xlsx', 'Таблица для Excel'],
    ['csv', 'Скачать CSV'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ])
    const bytes = readFileSync(await download.path())
    if (name === 'xlsx') expect((await readXlsx(bytes)).rows.length).toBeGreaterThan(20)
    else expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    await choose(page, `mesta.${name}`, bytes)
    await page.getByText('Таблица в порядке, менять нечего').waitFor()
  }

  await newest.getByRole('button', { name: /^Отменить загрузку/ }).click()
  await page.getByText('Загрузка отменена: 20 строк как было').waitFor()
  await newest.getByText('отменена').waitFor()
  const { data } = await platform.ask<{ qrObjects: { nodes: unknown[] } }>(
    city,
    '{ qrObjects(search: "UZ-90") { nodes { code } } }',
    {},
    `admin.${city}`,
  )
  expect(data.qrObjects.nodes).toEqual([])
  expect(faults).toEqual([])
  await context.close()
}, 90_000)

test('what cannot be read is said in words, and where letters cannot tell the rows are shown', async () => {
  const { page, context } = await asGuest(browser, platform)
  await signIn(page, `admin.${city}`, places)
  await choose(page, 'бомба.xlsx', zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(60_000_000) }, { level: 9 }))
  await page.getByText('Таблица слишком большая').waitFor()
  await choose(page, 'старый.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))
  await page.getByText('Это файл старого Excel').waitFor()
  await choose(page, 'битый.xlsx', strToU8('PK\u0003\u0004 и больше ничего'))
  await page.getByText('похоже, он повреждён').waitFor()
  await choose(page, 'мало.csv', oneByte('code;name\r\nUZ-0047;Юг', 'ibm866'))
  const right = page.locator('.v-tile', { hasText: 'UZ-0047 · Юг' })
  await right.click()
  await page.locator('ins', { hasText: 'Юг' }).waitFor()
  await context.close()
}, 90_000)

test.each([phone, desk])(
  'every state of it can be used by everybody: %o',
  async (viewport) => {
    const { page, context } = await asGuest(browser, platform, { bypassCSP: true, viewport })
    await signIn(page, `admin.${city}`, places)
    const wide = () => page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
    const fits = async (state: string) => {
      expect([state, await audit(page)]).toEqual([state, []])
      expect([state, await wide()]).toEqual([state, false])
    }
    await page.locator('.v-import summary').click()
    await fits('nothing chosen yet')
    await choose(page, 'мало.csv', oneByte('code;name\r\nUZ-0047;Юг', 'ibm866'))
    await page.locator('.v-tile').first().waitFor()
    await fits('which encoding')
    await choose(page, 'ошибки.csv', strToU8(`Код;Название;Тип\nUZ-1;${'щ'.repeat(201)};Дворец-${'щ'.repeat(60)}\n`))
    await page.getByText(/^Нужно поправить/).waitFor()
    await fits('faults')
    const names = Array.from({ length: 3 }, (_, at) => `UZ-004${7 + at};${'Название'.repeat(20)}`)
    await choose(page, 'имена.csv', strToU8(`Код;Название\n${names.join('\n')}`))
    await page.getByText('Таблица в порядке').waitFor()
    await fits('changes')
    await page.getByRole('button', { name: /^Загрузить \d/ }).click()
    // the list of before stands until the new one has come: of the rows that can be undone it is this very one
    const row = page.locator('.v-import-history li', { hasText: '3 изменены' })
    const undo = row.getByRole('button', { name: /^Отменить загрузку/ })
    await undo.waitFor()
    await fits('history')
    await undo.click()
    await page.getByText(/^Загрузка отменена/).waitFor()
    await context.close()
  },
  120_000,
)
