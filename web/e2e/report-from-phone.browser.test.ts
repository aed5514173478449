import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { Hand } from './hand.ts'
import { asGuest, open, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'
import { samplePhoto } from './sample-photo.ts'
import { storedPictures } from './stored-pictures.ts'

const city = 'uzda-report-from-phone'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

const swings = 'Качели сломаны'
const stayed = 'window.sameDocument === true'

test('E1: broken swings go from a guest’s phone to the executor and back, twice, and the head sees it', async () => {
  const executor = await asGuest(browser, platform)
  await signIn(executor.page, `executor.${city}`, `/c/${city}/m/appeals/inbox`)
  await executor.page.getByRole('heading', { name: 'Всё сделано' }).waitFor()
  await executor.page.evaluate('window.sameDocument = true')

  const guest = await asGuest(browser, platform)
  await open(guest.page, `/c/${city}/o/UZ-0047`)
  const hand = new Hand()
  await hand.tap(guest.page.getByText(swings))
  await hand.photograph(guest.page.locator('input[type=file]'), await samplePhoto())
  await hand.tap(guest.page.getByRole('button', { name: 'Отправить' }))
  await guest.page.getByRole('heading', { name: 'Спасибо, приняли' }).waitFor()
  expect(hand.done.length, hand.done.join(', ')).toBeLessThanOrEqual(3)
  expect(await guest.page.locator('.ap-sent-number strong').innerText()).toMatch(/^УЗ-С-\d{4}-000001$/)
  const link = await guest.page.locator('a.ap-link-address').getAttribute('href')
  expect(link).toMatch(new RegExp(`^/c/${city}/t/[\\w-]{32}$`))
  const pictures = await storedPictures(platform)
  expect(pictures.length).toBeGreaterThan(0)
  expect(pictures.filter(({ telling }) => telling)).toEqual([])

  // in the open inbox by itself; closed with a photo and no words
  const row = executor.page.locator('.ap-inrow', { hasText: swings })
  const answer = async (): Promise<readonly string[]> => {
    const work = new Hand()
    await work.tap(row)
    await work.photograph(executor.page.locator('.ap-card input[type=file]'), await samplePhoto())
    await work.tap(executor.page.getByRole('button', { name: 'Готово', exact: true }))
    await row.waitFor({ state: 'detached' })
    return work.done
  }
  await row.waitFor()
  const first = await answer()
  expect(first.length, first.join(', ')).toBeLessThanOrEqual(3)

  // the link alone is the key: another browser, nobody signed in
  const other = await asGuest(browser, platform)
  await open(other.page, link!)
  await other.page.evaluate('window.sameDocument = true')
  const question = other.page.getByRole('form', { name: 'Исправлено?' })
  await question.getByText('Нет, не исправлено').click()
  await question.getByLabel('Что не так').fill('не закручено')
  await question.getByRole('button', { name: 'Вернуть в работу' }).click()
  await question.waitFor({ state: 'detached' })
  await other.page.getByText('не закручено').first().waitFor()

  await row.waitFor()
  await row.getByText('возвращено').waitFor()
  await answer()
  await question.waitFor()
  await question.getByRole('radio', { name: '5 из 5' }).check({ force: true })
  await question.getByRole('button', { name: 'Да, исправлено' }).click()
  await other.page.getByText('Подтверждено: исправлено').waitFor()
  // nothing is asked any more, but what breaks again can be said
  await question.waitFor({ state: 'detached' })
  await other.page.getByRole('form', { name: 'Снова сломалось?' }).waitFor()
  expect([await other.page.evaluate(stayed), await executor.page.evaluate(stayed)], 'nothing was loaded anew').toEqual([
    true,
    true,
  ])
  expect((await storedPictures(platform)).filter(({ telling }) => telling)).toEqual([])

  const head = await asGuest(browser, platform, { viewport: { width: 1366, height: 768 } })
  await signIn(head.page, `head.${city}`, `/c/${city}/m/appeals/morning`)
  for (const [label, value] of [
    ['Открыто', '0'],
    ['Просрочено', '0'],
    ['Исправлено', '1'],
    ['Вернули жители', '1'],
  ] as const) {
    await head.page
      .locator('main a', { hasText: label })
      .filter({ hasText: new RegExp(`(^|\\D)${value}(\\D|$)`) })
      .first()
      .waitFor()
  }
  expect([...guest.faults, ...other.faults, ...executor.faults, ...head.faults]).toEqual([])
  for (const { context } of [guest, other, executor, head]) await context.close()
})

test('E2: whoever sees the same joins in one touch and finds it among their own; another problem is another report', async () => {
  const guest = await asGuest(browser, platform)
  await open(guest.page, `/c/${city}/o/UZ-0048`)
  await guest.page.getByText(swings).click()
  await guest.page.getByRole('button', { name: 'Отправить' }).click()
  const number = await guest.page.locator('.ap-sent-number strong').innerText()

  const { page, context, faults } = await asGuest(browser, platform)
  await signIn(page, 'citizen', `/c/${city}/o/UZ-0048`)
  const known = page.locator('.ap-known', { hasText: swings })
  await known.getByText('видит 1 человек').waitFor()
  const hand = new Hand()
  await hand.tap(known.getByRole('button', { name: 'Тоже вижу' }))
  await page.getByRole('heading', { name: 'Спасибо, учли и вас' }).waitFor()
  expect(hand.count).toBe(1)
  expect(await page.locator('.ap-sent-number strong').innerText()).toBe(number)
  await page.getByRole('link', { name: 'Следить за сообщением' }).click()
  await page.getByText('видят 2 человека').waitFor()

  await open(page, `/c/${city}/o/UZ-0048`)
  await page.getByText('Песочница').click()
  await page.getByRole('button', { name: 'Отправить' }).click()
  const other = page.getByRole('button', { name: 'Нет, отправить новое' })
  await other.or(page.getByRole('heading', { name: 'Спасибо, приняли' })).waitFor()
  if (await other.isVisible()) await other.click()
  await page.getByRole('heading', { name: 'Спасибо, приняли' }).waitFor()
  const second = await page.locator('.ap-sent-number strong').innerText()
  expect(second).not.toBe(number)

  await open(page, `/c/${city}/cases`)
  const cases = page.locator('.v-cases')
  await cases.getByText(second).waitFor()
  await cases.getByText(number).waitFor()
  expect(faults).toEqual([])
  await context.close()
  await guest.context.close()
})
