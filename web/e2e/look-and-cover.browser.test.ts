import type { Browser, Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { Hand } from './hand.ts'
import { asGuest, desk, open, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-look-and-cover'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

const submit =
  'mutation ($i: SubmitReportInput!) { r: submitReport(input: $i) { ... on SubmittedReport { id trackingPath } ... on Problem { message } } }'
interface Sent {
  readonly id: string
  readonly trackingPath: string
}
async function report(object: string, tile: string, text: string): Promise<Sent> {
  const { data } = await platform.ask<{ r: Sent }>(city, submit, {
    i: { submissionKey: crypto.randomUUID(), object, tile, text, anywayNew: true },
  })
  await platform.host.events.idle()
  return data.r
}
/** What a stranger reads of what is known at a place, opened anew. */
async function strangerReads(page: Page, object: string): Promise<string> {
  await open(page, `/c/${city}/o/${object}`)
  return page.locator('.ap-known').first().innerText()
}
const word = (page: Page, text: string) => page.locator('[data-word]', { hasText: new RegExp(`^${text}`) }).first()
/** A finger drawn over words, as a phone tells of it. */
async function stroke(page: Page, from: Locator, to: Locator): Promise<void> {
  const [first, last] = [await from.boundingBox(), await to.boundingBox()]
  const cdp = await page.context().newCDPSession(page)
  const y = first!.y + first!.height / 2
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y }] })
  await touch('touchStart', first!.x + 5)
  for (let x = first!.x + 5; x < last!.x + last!.width - 3; x += 10) await touch('touchMove', x)
  await touch('touchEnd')
}
const covered = (page: Page, text: string) =>
  page.locator('[data-word].ap-by-staff', { hasText: new RegExp(`^${text}`) }).first()

test('a name is covered by two touches on a phone, taken back by one, and never was on a public page', async () => {
  await report('UZ-0047', 'SWING', 'Качели сломал Кузьма Хитров, звоните +375 29 123-45-67')
  const guest = await asGuest(browser, platform)
  const before = await strangerReads(guest.page, 'UZ-0047')
  expect(before).toContain('текст проверяется')
  expect(before).not.toContain('сломал')
  const plain = await (await fetch(`${platform.origin}/c/${city}/o/UZ-0047`)).text()
  expect(plain, 'without scripts as well').toContain('текст проверяется')
  expect(plain).not.toContain('Хитров')

  const { page, context, faults } = await asGuest(browser, platform)
  await signIn(page, `operator.${city}`, `/c/${city}/m/appeals/look`)
  await page.getByRole('heading', { name: 'Проверить: 1' }).waitFor()
  // the rule has been there already, and says so
  await page.locator('.ap-by-rule[aria-disabled]', { hasText: '+375' }).waitFor()
  const hand = new Hand()
  await hand.tap(word(page, 'Кузьма'))
  await hand.tap(word(page, 'Хитров'))
  expect(hand.done.length, hand.done.join(', ')).toBeLessThanOrEqual(2)
  await page.getByRole('option', { name: /^Хитров ?, скрыто$/, selected: true }).waitFor()
  const undo = page.getByRole('button', { name: 'Отменить' })
  await page.getByText('Скрыто', { exact: true }).waitFor()
  await undo.click()
  await covered(page, 'Хитров').waitFor({ state: 'detached' })
  expect(await covered(page, 'Кузьма').count()).toBe(1)
  await word(page, 'Хитров').click()
  await covered(page, 'Хитров').waitFor()
  await page.getByRole('button', { name: 'Так видят другие' }).click()
  await page.getByText('Качели сломал ••• •••, звоните •••').waitFor()

  // shown only once it cannot be taken back any more
  await page.getByRole('button', { name: 'Показать всем' }).click()
  await page.getByRole('heading', { name: 'Всё проверено' }).waitFor()
  await undo.click()
  await page.getByRole('heading', { name: 'Проверить: 1' }).waitFor()
  expect(await strangerReads(guest.page, 'UZ-0047')).toContain('текст проверяется')
  await page.getByRole('button', { name: 'Показать всем' }).click()
  await page.getByRole('heading', { name: 'Всё проверено' }).waitFor()
  await page.getByRole('link', { name: 'Входящие', exact: true }).last().click()
  await page.locator('.ap-inrow').first().waitFor()
  await expect
    .poll(() => strangerReads(guest.page, 'UZ-0047'), { timeout: 10_000 })
    .toContain('Качели сломал ••• •••, звоните •••')

  // and what slipped through goes by one stroke in the report itself
  await page.locator('.ap-inrow').first().click()
  await page.getByRole('button', { name: 'Скрыть слова' }).click()
  await stroke(page, word(page, 'Качели'), word(page, 'сломал'))
  await page.getByText('Скрыто', { exact: true }).waitFor()
  await expect
    .poll(() => strangerReads(guest.page, 'UZ-0047'), { timeout: 10_000 })
    .toContain('••• ••• •••, звоните •••')
  expect([...guest.faults, ...faults]).toEqual([])
  await guest.context.close()
  await context.close()
})

test('without a mouse: words by arrows, several by Shift, every verdict by a key; off the site with a reason', async () => {
  const one = await report('UZ-0048', 'SWING', 'Скрипит, сказала Анна Каренина')
  await report('UZ-0048', 'SANDBOX', 'Пусто')
  const { page, context, faults } = await asGuest(browser, platform, { viewport: desk })
  await signIn(page, `operator.${city}`, `/c/${city}/m/appeals/look`)
  await page.getByRole('heading', { name: 'Качели сломаны' }).waitFor()
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await press('v', 'ArrowRight', 'ArrowRight', 'Shift+ArrowRight')
  await page.getByText('Выбрано 2 слова').waitFor({ state: 'attached' })
  await press('Enter')
  await covered(page, 'Каренина').waitFor()
  await page.getByText('Скрыто', { exact: true }).waitFor()
  await press('o')
  await page.getByText('Скрипит, сказала •••').waitFor()
  await press('w')
  await page.getByLabel('Почему').fill('Чужое имя')
  await page.getByRole('button', { name: 'Убрать с сайта' }).click()
  await page.getByRole('heading', { name: 'Песочница' }).waitFor()
  await press('z')
  await page.getByRole('heading', { name: 'Качели сломаны' }).waitFor()
  await press('w')
  await page.getByLabel('Почему').fill('Чужое имя')
  await page.getByRole('button', { name: 'Убрать с сайта' }).click()
  await page.getByRole('heading', { name: 'Песочница' }).waitFor()
  await press('e')
  await page.getByRole('heading', { name: 'Всё проверено' }).waitFor()
  await open(page, `/c/${city}${one.trackingPath}`)
  await page.getByText('Причина: Чужое имя').waitFor()
  await page.getByText('Сообщение убрано с сайта').waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('whoever reports sees what others will see before sending, and covers own words afterwards', async () => {
  const { page, context, faults } = await asGuest(browser, platform)
  await open(page, `/c/${city}/o/UZ-0049`)
  await page.getByText('Добавить пару слов').click()
  await page.getByLabel('Что важно знать').fill('Позвоните Вере: +375 29 765-43-21')
  await page.getByText('Соседи увидят эти слова после проверки').waitFor()
  await page.locator('.ap-preview .ap-by-rule', { hasText: '+375 29 765-43-21' }).waitFor()

  const sent = await report('UZ-0049', 'SWING', 'Позвоните Вере')
  await open(page, `/c/${city}${sent.trackingPath}`)
  await page.getByText('Текст проверяется').waitFor()
  await page.getByRole('button', { name: 'Скрыть слова' }).click()
  await word(page, 'Вере').click()
  await page.getByText('Скрыто', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Готово' }).click()
  await page.locator('.ap-mine .ap-card', { hasText: 'Позвоните •••' }).waitFor()
  // the author goes on reading it
  await page.locator('.ap-facts', { hasText: 'Позвоните Вере' }).waitFor()
  const staff = await platform.ask<{ report: { version: number; publicText: string } }>(
    city,
    'query ($id: ID!) { report(id: $id) { version publicText } }',
    { id: sent.id },
    `operator.${city}`,
  )
  expect(staff.data.report.publicText).toBe('Позвоните •••')
  expect(faults).toEqual([])
  await context.close()
})
