import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { audit } from '../../test/a11y/audit.ts'
import { asGuest, desk, open, phone, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-elsewhere'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

/** From where somebody stands to the question whether they mean that place. */
async function report(page: Page): Promise<void> {
  await open(page, `/c/${city}/m/appeals/new`)
  await page.getByRole('button', { name: 'Я здесь' }).click()
  await page.getByText(/^Место определено/).waitFor()
  await page.getByRole('button', { name: 'Дальше' }).click()
  await page.waitForURL(/\/new\/topic$/)
  await page.getByRole('searchbox').fill('качели')
  await page.locator('.ap-topics button').first().click()
  await page.locator('textarea').fill('Скрипит')
  await page.getByRole('button', { name: 'Дальше' }).click()
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByRole('heading', { name: 'Точно здесь?' }).waitFor()
}
const standing = (latitude: number, longitude: number) => ({
  geolocation: { latitude, longitude },
  permissions: ['geolocation'],
})

test.each([phone, desk])('who stands in the next town is led there with what is typed: %o', async (viewport) => {
  const { page, context, faults } = await asGuest(browser, platform, {
    bypassCSP: true,
    viewport,
    ...standing(54.0985, 28.3331),
  })
  await report(page)
  expect(await audit(page)).toEqual([])
  expect(await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')).toBe(false)
  await page.getByRole('link', { name: 'Сообщить: Жодино' }).click()
  await page.waitForURL(/\/c\/zhodino\/m\/appeals\/new/)
  await page.getByText(/^Место определено/).waitFor()
  expect(await page.evaluate<string>('localStorage.getItem("vmeste.draft.zhodino.appeals.new")')).toContain('Скрипит')
  expect(faults).toEqual([])
  await context.close()
})

test('turned axes are turned back by one press', async () => {
  const { page, context, faults } = await asGuest(browser, platform, standing(27.2138, 53.4627))
  await report(page)
  await page.getByRole('button', { name: 'Поменять местами' }).click()
  await page.getByRole('heading', { name: 'Спасибо, приняли' }).waitFor()
  const { data } = await platform.ask<{ reports: { nodes: { place: { point: { lat: number } } }[] } }>(
    city,
    '{ reports(filter: {}) { nodes { place { point { lat } } } } }',
    {},
    `operator.${city}`,
  )
  expect(data.reports.nodes[0]!.place.point.lat).toBe(53.4627)
  // staff see where that is, though nobody has named it
  await signIn(page, `operator.${city}`, `/c/${city}/m/appeals/inbox`)
  await page.locator('.ap-desk-list li a').first().click()
  await page.getByRole('link', { name: '53.46270, 27.21380' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('a place that is really meant is sent, and one that is not is shown again', async () => {
  const { page, context, faults } = await asGuest(browser, platform, standing(0, 0))
  await report(page)
  await page.getByRole('button', { name: 'Показать место ещё раз' }).click()
  await page.waitForURL(/\/m\/appeals\/new$/)
  await page.getByRole('heading', { name: 'Где это?' }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Отправить' }).waitFor()
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByRole('button', { name: 'Место верное' }).click()
  await page.getByRole('heading', { name: 'Спасибо, приняли' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})
