import { existsSync } from 'node:fs'
import { VmesteError } from '@vmeste/sdk'
import { launch, type Page } from 'puppeteer-core'
import { demonstrationPassword } from '../../demo/src/accounts/demonstration-accounts.ts'
import { auditWith, type Finding } from './audit.ts'

const places = [process.env['VMESTE_FIREFOX'] ?? '', '/usr/bin/firefox-esr', '/usr/bin/firefox']
const widths = [360, 768, 1280]

export interface FirefoxLook extends Finding {
  readonly state: string
  readonly variant: string
}

/**
 * The journeys' pages in the machine's own Firefox, through WebDriver BiDi: a guest reports and follows, an executor
 * signs in and finds it; every page is looked at in three widths, light and dark. Fewer states than in Chromium.
 *
 * @throws VmesteError `VMESTE_BROWSER_MISSING`
 */
export async function lookWithFirefox(
  origin: string,
): Promise<{ readonly looks: number; readonly found: readonly FirefoxLook[]; readonly version: string }> {
  const executablePath = places.find((path) => path && existsSync(path))
  if (!executablePath)
    throw new VmesteError(
      'VMESTE_BROWSER_MISSING',
      'This machine has no Firefox. Install one (apt-get install firefox-esr), or name it in VMESTE_FIREFOX.',
    )
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: { 'intl.accept_languages': 'ru', 'security.csp.enable': false },
  })
  const found: FirefoxLook[] = []
  let looks = 0
  const page = await browser.newPage()
  page.setDefaultTimeout(20_000)

  async function look(state: string): Promise<void> {
    for (const width of widths) {
      await page.setViewport({ width, height: 900 })
      for (const theme of ['light', 'dark']) {
        await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
        looks++
        found.push(
          ...(await auditWith((source) => page.evaluate(source))).map((finding) => ({
            ...finding,
            state,
            variant: `firefox ${width} ${theme}`,
          })),
        )
      }
    }
    await page.setViewport({ width: 360, height: 780 })
  }
  try {
    await open(page, `${origin}/c/uzda/`)
    await look('city')
    await open(page, `${origin}/c/uzda/o/UZ-0044`)
    await look('QR page')
    await page.click('.ap-tile')
    await page.click('.ap-send button')
    await page.waitForSelector('.ap-sent-number')
    await look('receipt')
    await page.evaluate(`document.querySelector('a.ap-link-address').click()`)
    await page.waitForSelector('.ap-now')
    await look('tracking')
    await open(page, `${origin}/c/uzda/`)
    await page.waitForSelector('.v-person[data-settled] .v-button')
    await page.click('.v-person[data-settled] .v-button')
    await page.waitForSelector('input[name=password]')
    await look('sign in')
    await page.type('input[name=username]', 'executor.uzda')
    await page.type('input[name=password]', demonstrationPassword)
    await page.keyboard.press('Enter')
    await page.waitForSelector('.v-person-name')
    await open(page, `${origin}/c/uzda/m/appeals/inbox`)
    await page.waitForSelector('.ap-inrow')
    await look('inbox')
    await page.click('.ap-inrow')
    await page.waitForSelector('.ap-card')
    await look('a report')
    return { looks, found, version: await browser.version() }
  } finally {
    await browser.close()
  }
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.waitForSelector('html[data-app]')
}
