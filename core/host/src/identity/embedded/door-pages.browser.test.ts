import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import { Secret, TOTP } from 'otpauth'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '@vmeste/testkit/browser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { secondFactorAdmin } from './second-factor-admin.ts'
import { linkIn, password, startTestIdentity, type TestIdentity } from '../../../test/doubles/embedded-identity.ts'
import { serveTestPortal } from '../../../test/doubles/bare-portal.ts'

const heaviest = 40_000

let here: TestIdentity
let browser: Browser
beforeAll(async () => {
  here = await startTestIdentity()
  serveTestPortal(here.app, here.identity.portalConfig())
  await secondFactorAdmin(here.storage.pool('identity')).require(true, 'zhodino')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await here.stop()
})

describe.each(['light', 'dark'] as const)(
  'every page of the door (%s) keeps nobody out and is at most 40 kB',
  (colorScheme) => {
    let context: BrowserContext
    let tab: Page
    beforeAll(async () => {
      await here.identity.users.create({
        username: `zoya.${colorScheme}`,
        givenName: 'Зоя',
        email: `zoya.${colorScheme}@example.test`,
        password,
        cityRoles: [{ city: 'zhodino', role: 'operator' }],
      })
      context = await browser.newContext({
        locale: 'ru-RU',
        colorScheme,
        viewport: { width: 360, height: 740 },
        bypassCSP: true,
      })
      return () => context.close()
    })

    /**
     * Of the page that stands there: what axe finds serious, whether it must be scrolled sideways, and what it and all
     * it asks for weigh.
     */
    async function look(): Promise<void> {
      await tab.evaluate(axe.source)
      const faults = await tab.evaluate<{ id: string; impact: string }[]>(
        'axe.run().then((r) => r.violations.map(({ id, impact }) => ({ id, impact })))',
      )
      expect(faults.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
      expect(await tab.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      const linked = await tab.evaluate<string[]>(
        `[...document.querySelectorAll('link[href], script[src], img[src]')].map((each) => each.href ?? each.src).filter((url) => url.startsWith('http'))`,
      )
      const css = linked.filter((url) => url.includes('.css'))
      expect(css.length).toBeGreaterThan(0)
      const parts = await Promise.all(
        [...new Set(linked)].map(async (url) => gzipSync(await (await fetch(url)).text()).length),
      )
      const weight = gzipSync(await tab.content()).length + parts.reduce((sum, part) => sum + part, 0)
      expect(weight).toBeLessThanOrEqual(heaviest)
    }
    const press = (name: string) => tab.getByRole('button', { name, exact: true }).click()
    const atTheDoor = async (way: 'login' | 'register' = 'login'): Promise<void> => {
      tab = await context.newPage()
      await tab.goto(`${here.origin}/auth/callback`)
      await tab.waitForFunction('window.ready')
      await tab.evaluate(`void kc.${way}()`)
      await tab.waitForURL(/\/realms\//)
    }
    const letterTo = async (address: string): Promise<string> => {
      const links = () =>
        here.mails
          .filter((mail) => mail.to === address)
          .map(linkIn)
          .filter(Boolean)
      await expect.poll(() => links().length, { interval: 20 }).toBe(1)
      return links()[0]!
    }

    test('signing in, and a wrong password', async () => {
      await atTheDoor()
      await tab.getByLabel('Пароль').waitFor()
      await look()
      await tab.getByLabel('Имя для входа или почта').fill('citizen')
      await press('Войти')
      await tab.getByRole('alert').waitFor()
      await look()
    })

    test('a new account: the address, the letter, the name and the password, what does not fit', async () => {
      await atTheDoor('register')
      await press('Прислать письмо')
      await tab.getByRole('alert').waitFor()
      await look()
      await tab.getByLabel('Электронная почта').fill(`new.${colorScheme}@example.test`)
      await press('Прислать письмо')
      await tab.getByRole('heading', { name: 'Загляните в почту' }).waitFor()
      await look()
      await tab.goto(await letterTo(`new.${colorScheme}@example.test`))
      await tab.getByLabel('Пароль').waitFor()
      await look()
      await press('Создать учётную запись')
      await tab.getByRole('alert').waitFor()
      await look()
    })

    test('a forgotten password: the question, the letter, the new one, and the link used up', async () => {
      await atTheDoor()
      await tab.getByRole('link', { name: 'Забыли пароль?' }).click()
      await look()
      await tab.getByLabel('Имя для входа или почта').fill(`zoya.${colorScheme}@example.test`)
      await press('Прислать письмо')
      await tab.getByRole('heading', { name: 'Загляните в почту' }).waitFor()
      const link = await letterTo(`zoya.${colorScheme}@example.test`)
      await tab.goto(link)
      await tab.locator('input[type=password]').first().waitFor()
      await look()
      await tab.locator('input[type=password]').first().fill(password)
      await tab.locator('button.primary').click()
      await tab.waitForLoadState()
      await look()
      await tab.goto(link)
      await tab.getByRole('heading', { name: 'Ссылка больше не действует' }).waitFor()
      await look()
    })

    test('the second step: the app, the spare codes, the code, a wrong one', async () => {
      const enter = async (): Promise<void> => {
        await atTheDoor()
        await tab.getByLabel('Имя для входа или почта').fill(`zoya.${colorScheme}`)
        await tab.getByLabel('Пароль').fill(password)
        await press('Войти')
      }
      await enter()
      await tab.getByRole('heading', { name: 'Вход в два шага' }).waitFor()
      await look()
      const secret = Secret.fromBase32((await tab.locator('code.key').innerText()).replaceAll(/\s/g, ''))
      await tab.locator('input[name=code]').fill(new TOTP({ secret, digits: 6, period: 30 }).generate())
      await press('Включить')
      await tab.getByRole('heading', { name: 'Запасные коды' }).waitFor()
      await look()
      await context.clearCookies()
      await enter()
      await tab.locator('input[name=code]').waitFor()
      await look()
      await tab.locator('input[name=code]').fill('000000')
      await press('Войти')
      await tab.getByRole('alert').waitFor()
      await look()
    })

    test('a sign-in that is over', async () => {
      await atTheDoor()
      await tab.getByLabel('Пароль').waitFor()
      await context.clearCookies()
      await tab.reload()
      await tab.getByText('Начните вход заново').waitFor()
      await look()
    })
  },
)
