import { decodeJwt } from 'jose'
import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { asGuest, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-phone'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
}, 120_000)

test('a resident confirms a phone in their account, and the very next request carries the new level', async () => {
  const { context, page, faults } = await asGuest(browser, platform)
  await signIn(page, 'citizen', `/c/${city}/account`)
  await page.getByRole('heading', { name: 'Телефон' }).waitFor()
  await page.getByLabel('Номер мобильного').fill('8 017 200-00-00')
  await page.getByRole('button', { name: 'Получить код' }).click()
  await page.getByText('Это не похоже на номер мобильного').waitFor()
  await page.getByLabel('Номер мобильного').fill('8 029 123-45-67')
  await page.getByRole('button', { name: 'Получить код' }).click()
  await page.getByText('Отправили код на +375 ••• •• 67').waitFor()
  expect(await page.evaluate('document.activeElement?.id')).toBe('phone-code')

  const shown = await page.locator('.v-phone-shown').innerText()
  expect(shown).toContain('Это демонстрация')
  const code = /\b\d{6}\b/.exec(shown)![0]
  await page.getByLabel('Код из сообщения').fill(code === '000000' ? '000001' : '000000')
  await page.getByRole('button', { name: 'Подтвердить', exact: true }).click()
  await page.getByText('Код не подошёл').waitFor()

  await page.getByLabel('Код из сообщения').fill(code)
  const renewed = page.waitForRequest(
    (request) =>
      (request.headers()['authorization'] ?? '').startsWith('Bearer ') &&
      levelOf(request.headers()['authorization']!) === 'PHONE',
  )
  await page.getByRole('button', { name: 'Подтвердить', exact: true }).click()
  await page.getByText('Подтверждён: +375 ••• •• 67').waitFor()
  await renewed

  await page.getByRole('button', { name: 'Убрать номер' }).click()
  await page.getByLabel('Номер мобильного').waitFor()
  const { data } = await platform.ask<{ me: { assurance: string } }>(city, '{ me { assurance } }', {}, 'citizen')
  expect(data.me.assurance).toBe('ANONYMOUS')
  expect(faults).toEqual([])
  await context.close()
})

const levelOf = (header: string): unknown => decodeJwt(header.slice('Bearer '.length))['identity_assurance']
