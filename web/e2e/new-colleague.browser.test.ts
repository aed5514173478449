import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { demonstrationPassword } from '../../demo/src/accounts/demonstration-accounts.ts'
import { newColleague, type Door } from './new-colleague.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-new-colleague'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

const door: Door = {
  passwordOf: () => demonstrationPassword,
  linkFor: async (email) => {
    const letter = platform.mails.find(({ to }) => to === email)
    expect(letter?.subject).toBe('Приглашение работать на портале: Узда')
    return /https?:\/\/\S+/.exec(letter!.text)![0]
  },
  accept: async (page, link) => {
    await page.goto(link)
    await page.getByRole('heading', { name: 'Здравствуйте, Вера!' }).waitFor()
    await page.getByLabel('Пароль').fill('длинная фраза из слов')
    await page.getByRole('button', { name: 'Начать работу' }).click()
    // in without being asked for anything again
    await page.locator('.v-person-name', { hasText: 'Вера' }).waitFor()
    expect(new URL(page.url()).pathname).toBe(`/c/${city}/staff`)
  },
}

test('a colleague invited by the administrator is at work minutes later, and out at once', async () => {
  const took = await newColleague(browser, platform, door, city)
  console.log(`embedded: from the invitation to the open inbox ${(took / 1000).toFixed(1)} s`)
})
