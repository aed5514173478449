import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { asGuest, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-tasks'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

test('a call that was asked for is found in the menu, done by a touch, taken back by one, and done with what was said', async () => {
  const executor = `executor.${city}`
  const { data } = await platform.ask<{ r: { id: string } }>(
    city,
    'mutation ($i: SubmitReportInput!) { r: submitReport(input: $i) { ... on SubmittedReport { id } ... on Problem { message } } }',
    {
      i: {
        submissionKey: crypto.randomUUID(),
        object: 'UZ-0047',
        tile: 'SWING',
        anywayNew: true,
        contact: { phone: '+375291234567', consent: true },
      },
    },
  )
  await platform.host.events.idle()
  const { page, context, faults } = await asGuest(browser, platform)
  await signIn(page, executor, `/c/${city}/m/appeals/inbox/${data.r.id}`)
  await page.getByRole('button', { name: 'Перезвонить' }).click()
  await page.getByLabel('Что сказать жителю').fill('Спросить, с какой стороны')
  await page.getByRole('button', { name: 'Поставить задачу' }).click()
  await page.getByText('Звонок — в задачах службы').waitFor()
  await page.getByText('Нужно позвонить жителю').waitFor()

  await page.getByRole('link', { name: /^Задачи/ }).click()
  const task = page.locator('.v-task')
  await task.getByText('Спросить, с какой стороны').waitFor()
  await page.getByRole('link', { name: /^Задачи\s+1$/ }).waitFor()
  await task.getByRole('button', { name: /^Сделано/ }).click()
  await page.getByRole('heading', { name: 'У службы всё сделано' }).waitFor()
  await page.getByRole('button', { name: 'Отменить' }).click()
  await task.getByRole('button', { name: /^С пометкой/ }).press('Enter')
  await page.getByLabel('Чем кончилось').fill('Слева, у лавки')
  await page.getByLabel('Чем кончилось').press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'У службы всё сделано' }).waitFor()
  await page.getByRole('link', { name: 'Сделанные' }).click()
  await task.getByText('Слева, у лавки').first().waitFor()
  await platform.host.events.idle()
  await task.getByRole('link', { name: /^Позвонить жителю/ }).click()
  await page.getByText('Слева, у лавки').waitFor()
  expect(faults).toEqual([])
  await context.close()
})
