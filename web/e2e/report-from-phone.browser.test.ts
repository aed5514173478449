import type { Browser } from 'playwright-core'
import { launchBrowser } from '@vmeste/testkit/browser'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Hand } from './hand.ts'
import { asGuest, open } from './people.ts'
import { startPlatform, type Platform } from './platform.ts'
import { samplePhoto } from './sample-photo.ts'
import { answerElsewhere } from './staff-work.ts'
import { storedPictures } from './stored-pictures.ts'

let platform: Platform
let browser: Browser
beforeAll(async () => { [platform, browser] = await Promise.all([startPlatform(inject('postgres')), launchBrowser()]) })
afterAll(async () => { await browser?.close(); await platform?.stop() })

test('E1: a guest reports broken swings in three touches, and follows them to the end', async () => {
  const { page, context, faults } = await asGuest(browser, platform)
  await open(page, '/c/uzda/o/UZ-0047')
  const hand = new Hand()
  await hand.tap(page.getByText('Качели сломаны'))
  await hand.photograph(page.locator('input[type=file]'), await samplePhoto())
  await hand.tap(page.getByRole('button', { name: 'Отправить' }))
  await page.getByRole('heading', { name: 'Спасибо, приняли' }).waitFor()
  expect(hand.done.length, hand.done.join(', ')).toBeLessThanOrEqual(3)

  const number = await page.locator('.ap-sent-number strong').innerText()
  expect(number).toMatch(/^УЗ-С-\d{4}-000001$/)
  const link = await page.locator('a.ap-link-address').getAttribute('href')
  expect(link).toMatch(/^\/c\/uzda\/t\/[\w-]{32}$/)
  const pictures = await storedPictures(platform)
  expect(pictures.length).toBeGreaterThan(0)
  expect(pictures.filter(({ telling }) => telling)).toEqual([])

  // the link alone is the key: another browser, nobody signed in
  const other = await asGuest(browser, platform)
  await open(other.page, link!)
  await other.page.getByText(number).first().waitFor()
  await other.page.evaluate('window.sameDocument = true')
  await answerElsewhere(platform, number)
  const question = other.page.getByRole('form', { name: 'Исправлено?' })
  await question.waitFor()
  await question.getByText('Нет, не исправлено').click()
  await question.getByLabel('Что не так').fill('не закручено')
  await question.getByRole('button', { name: 'Вернуть в работу' }).click()
  await question.waitFor({ state: 'detached' })
  await other.page.getByText('не закручено').first().waitFor()

  await answerElsewhere(platform, number)
  await question.waitFor()
  await question.getByRole('radio', { name: '5 из 5' }).check({ force: true })
  await question.getByRole('button', { name: 'Да, исправлено' }).click()
  await other.page.getByText('Подтверждено: исправлено').waitFor()
  // nothing is asked any more, but what breaks again can be said
  await question.waitFor({ state: 'detached' })
  await other.page.getByRole('form', { name: 'Снова сломалось?' }).waitFor()
  expect(await other.page.evaluate('window.sameDocument')).toBe(true)
  const { data } = await platform.ask<{ morning: { confirmed: { value: number }; reopened: { value: number } } }>('uzda', '{ morning(days: 30) { confirmed { value } reopened { value } } }', {}, 'head.uzda')
  expect(data.morning).toEqual({ confirmed: { value: 1 }, reopened: { value: 1 } })
  expect([...faults, ...other.faults]).toEqual([])
  await context.close()
  await other.context.close()
})
