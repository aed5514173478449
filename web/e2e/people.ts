import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request, Response } from 'playwright-core'
import { demonstrationPassword } from '../../demo/src/accounts/demonstration-accounts.ts'
import type { SharedPlatform } from './platform.ts'

export const phone = { width: 360, height: 780 } as const
export const desk = { width: 1280, height: 800 } as const

/** Somebody with a browser of their own. */
export interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors that the page's scripts threw or the console showed. */
  readonly faults: string[]
}

/** A browser profile nobody has used yet: a guest. */
export async function asGuest(
  browser: Browser,
  platform: SharedPlatform,
  { viewport = phone, ...options }: BrowserContextOptions = {},
): Promise<Visitor> {
  const touch = (viewport?.width ?? 0) < 600
  const context = await browser.newContext({
    baseURL: platform.origin,
    locale: 'ru-RU',
    timezoneId: 'Europe/Minsk',
    viewport,
    hasTouch: touch,
    ...options,
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  return { context, page, faults }
}

/**
 * Opens a page and waits until the app has taken it over.
 *
 * @throws Error that names what the page still waited for, and what went wrong in it
 */
export async function open(page: Page, path: string): Promise<void> {
  const waiting = new Set<Request>()
  const wrong: string[] = []
  const nameOf = (request: Request): string => `${request.method()} ${request.url()}`
  const asked = (request: Request): void => void waiting.add(request)
  const answered = (request: Request): void => void waiting.delete(request)
  const failed = (request: Request): void => {
    answered(request)
    wrong.push(`${nameOf(request)} ${request.failure()?.errorText ?? ''}`)
  }
  const replied = (response: Response): void => {
    if (response.status() >= 400) wrong.push(`${nameOf(response.request())} ${response.status()}`)
  }
  const broke = (error: Error): void => void wrong.push(error.message)
  page.on('request', asked).on('requestfinished', answered).on('requestfailed', failed)
  page.on('response', replied).on('pageerror', broke)
  try {
    await page.goto(path)
    await appReady(page)
  } catch (cause) {
    const left = [...waiting].map(nameOf).join(', ') || 'nothing'
    const held = [...waiting].find((request) => request.method() === 'GET')?.url()
    const where = held ? `; ${await whereHeld(page, held)}` : ''
    throw new Error(`${path} did not open; still asked for: ${left}; wrong: ${wrong.join(', ') || 'nothing'}${where}`, {
      cause,
    })
  } finally {
    page.off('request', asked).off('requestfinished', answered).off('requestfailed', failed)
    page.off('response', replied).off('pageerror', broke)
  }
}

/** Who does not answer: the host, the page's worker or nobody, when a page still waits for an address. */
async function whereHeld(page: Page, url: string): Promise<string> {
  const answers = (asked: Promise<string>): Promise<string> =>
    Promise.race([asked.catch(String), sleep(5_000, 'no answer in 5 s', { ref: false })])
  const begun = performance.now()
  const host = answers(fetch(url).then(async (answer) => `${answer.status}, ${(await answer.text()).length} letters`))
  const there = answers(
    page.evaluate<string>(`(async (again) => {
      const worker = navigator.serviceWorker?.controller?.state ?? 'none'
      const entry = performance.getEntriesByName(again)[0]
      const seen = entry ? 'arrived after ' + Math.round(entry.duration) + ' ms' : 'not arrived'
      return document.readyState + ', worker ' + worker + ', ' + seen + ', asked again ' + (await fetch(again)).status
    })(${JSON.stringify(url)})`),
  )
  const [fromHost, fromPage] = await Promise.all([host, there])
  return `${url}: the host says ${fromHost}, the page ${fromPage} (${Math.round(performance.now() - begun)} ms)`
}

export async function appReady(page: Page): Promise<void> {
  await page.locator('html[data-app]').waitFor({ state: 'attached' })
}

/** Through the portal's own door: its button, the real sign-in page, and back to `path`. */
export async function signIn(page: Page, username: string, path: string): Promise<void> {
  const city = path.split('/').slice(0, 3).join('/')
  await open(page, `${city}/`)
  await page.getByRole('button', { name: 'Войти', exact: true }).click()
  await page.getByLabel('Имя для входа или почта').fill(username)
  await page.getByLabel('Пароль').fill(demonstrationPassword)
  await page.getByRole('button', { name: 'Войти', exact: true }).click()
  await page.locator('.v-person-name').waitFor()
  if (path !== `${city}/`) await open(page, path)
}
