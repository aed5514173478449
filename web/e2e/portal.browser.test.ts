import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { portalRoutes, readPortal } from '@vmeste/host/portal'
import { createTestHost, uzda, zhodino, type TestHost } from '@vmeste/testkit'
import { launchBrowser } from '@vmeste/testkit/browser'
import { buildPortal } from '../build/build-portal.ts'
import { webRoot } from '../build/places.ts'
import parking, { reported } from '../fixtures/parking/src/plugin.ts'

const fixture = join(webRoot, 'fixtures/parking')
/** A host of its own: its portal is built with the module of a test. */
let city: TestHost
let browser: Browser

beforeAll(async () => {
  await buildPortal({ modules: [fixture] })
  const portal = await readPortal(webRoot, [{ id: 'parking', root: fixture }])
  city = await createTestHost({
    postgres: inject('postgres'),
    modules: [parking],
    cities: [uzda, zhodino],
    host: {
      packageFolders: [webRoot, fixture],
      portalAssets: (id) => portal.modules.get(id)?.assets,
      portal: (host) =>
        portalRoutes(host, portal, {
          basemap: { source: 'https://tiles.test/{z}/{x}/{y}.png', attribution: '© Test' },
        }),
    },
  })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

/** A phone with an empty memory, and whatever its console complained about. */
async function phone(): Promise<{
  context: BrowserContext
  page: Page
  complaints: string[]
  [Symbol.asyncDispose]: () => Promise<void>
}> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 780 },
    locale: 'ru-RU',
    baseURL: city.url,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => {
    complaints.push(String(error))
  })
  return { context, page, complaints, [Symbol.asyncDispose]: () => context.close() }
}
const taken = (page: Page) => page.waitForSelector('html[data-app]', { state: 'attached' })
const switchParking = (enabled: boolean) =>
  city.graph(
    'uzda',
    'mutation($changes: [ModuleChangeInput!]!) { changeModules(changes: $changes) { __typename } }',
    { changes: [{ module: 'parking', enabled }] },
    { as: 'admin.uzda' },
  )

test('switched off in an open page: menu, page and slot go without a reload, the draft stays; on again, everything is there', async () => {
  await using opened = await phone()
  const { page, context } = opened
  await page.goto('/c/uzda/m/parking/list')
  await taken(page)
  const home = await context.newPage()
  await home.goto('/c/uzda/')
  await taken(home)
  const inSlot = home.locator('.v-home-actions').getByRole('link', { name: 'Стоянки' })
  await inSlot.waitFor()
  for (const open of [page, home])
    await open.evaluate(() => {
      Object.assign(window, { neverReloaded: true })
    })
  await page.getByLabel('Заметка').fill('Наполовину написанная мысль')
  await page.waitForFunction(() => Object.values(localStorage).some((value) => String(value).includes('Наполовину')))
  await switchParking(false)
  await page.getByRole('heading', { name: 'Сейчас не работает' }).waitFor({ timeout: 5_000 })
  expect(await page.getByRole('navigation').getByText('Стоянки').count()).toBe(0)
  for (const open of [page, home])
    await expect
      .poll(() => open.locator('link[rel=stylesheet][href*="/assets/m/parking/"]').count(), { timeout: 5_000 })
      .toBe(0)
  await inSlot.waitFor({ state: 'detached', timeout: 5_000 })
  await switchParking(true)
  await inSlot.waitFor({ timeout: 5_000 })
  await page.getByLabel('Заметка').waitFor({ timeout: 5_000 })
  expect(await page.getByLabel('Заметка').inputValue()).toBe('Наполовину написанная мысль')
  expect(await page.getByRole('navigation').getByText('Стоянки').count()).toBe(1)
  for (const open of [page, home]) expect(await open.evaluate(() => 'neverReloaded' in window)).toBe(true)
})

test('a mistyped page of a module that is on is no page; of one that is off, a module that is off', async () => {
  await using opened = await phone()
  const { page } = opened
  await page.goto('/c/uzda/m/parking/lists')
  await page.getByRole('heading', { name: 'Здесь ничего нет' }).waitFor()
  await switchParking(false)
  await page.goto('/c/uzda/m/parking/lists')
  await page.getByRole('heading', { name: 'Сейчас не работает' }).waitFor()
  await switchParking(true)
})

test('the app takes a public page over without a complaint', async () => {
  await using opened = await phone()
  await opened.page.goto('/c/uzda/p/P-1')
  await taken(opened.page)
  expect(opened.complaints).toEqual([])
})

test('offline it is kept and says so; with the network back it leaves by itself, once', async () => {
  await using opened = await phone()
  const { page, context } = opened
  await page.goto('/c/uzda/p/P-1')
  await taken(page)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await context.setOffline(true)
  await page.getByLabel('Заметка').fill('Без сети')
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByText('queued').waitFor()
  await page.getByRole('link', { name: 'Ждёт отправки: 1' }).waitFor()
  expect(reported.some(({ note }) => note === 'Без сети')).toBe(false)
  await context.setOffline(false)
  await expect.poll(() => reported.filter(({ note }) => note === 'Без сети').length, { timeout: 10_000 }).toBe(1)
  await page.getByRole('link', { name: 'Ждёт отправки: 1' }).waitFor({ state: 'detached' })
  expect(reported.filter(({ note }) => note === 'Без сети')).toHaveLength(1)
})

test("without a network the city's page opens from what the phone has kept", async () => {
  await using opened = await phone()
  const { page, context } = opened
  await page.goto('/c/uzda/')
  await taken(page)
  await page.evaluate(() => navigator.serviceWorker.ready)
  // the worker takes over the next navigation, and keeps what it sees
  await page.goto('/c/uzda/')
  await taken(page)
  await context.setOffline(true)
  await page.goto('/c/uzda/')
  await page.getByRole('heading', { name: 'Узда', level: 1 }).waitFor()
})

test('a file that is not what the server promised does not run', async () => {
  await using opened = await phone()
  const { page, complaints } = opened
  await page.route(/\/assets\/m\/parking\/web-/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({
      response,
      body: `${await response.text()}\nwindow.tampered = true`,
      headers: { 'content-type': 'text/javascript' },
    })
  })
  await page.goto('/c/uzda/')
  await taken(page)
  expect(await page.evaluate(() => 'tampered' in window)).toBe(false)
  expect(complaints.join('\n')).toContain('parking')
  expect(await page.getByRole('heading', { name: 'Узда', level: 1 }).count()).toBe(1)
})

test('a map comes only when it is asked for, and the place is what stands under its pin', async () => {
  await using opened = await phone()
  const { page, complaints } = opened
  const heavy: string[] = []
  page.on('request', (request) => {
    if (/map-canvas|maplibre/.test(request.url())) heavy.push(request.url())
  })
  await page.route('https://tiles.test/**', (route) =>
    route.fulfill({
      contentType: 'image/png',
      headers: { 'access-control-allow-origin': '*' },
      body: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
        'base64',
      ),
    }),
  )
  await page.goto('/c/uzda/m/parking/list')
  await taken(page)
  expect(heavy).toEqual([])
  await page.locator('.open-map').click()
  await page.locator('.v-map-pin').waitFor({ timeout: 20_000 })
  expect(await page.getByRole('button', { name: 'P-1' }).count()).toBe(1)
  await page.locator('.v-map').evaluate((map) => {
    map.scrollIntoView({ block: 'center' })
  })
  const box = (await page.locator('.v-map').boundingBox())!
  await page.mouse.move(box.x + 150, box.y + 150)
  await page.mouse.down()
  await page.mouse.move(box.x + 80, box.y + 110, { steps: 5 })
  await page.mouse.up()
  await page.locator('.place').waitFor()
  // dragged to the left and up, the pin stands further east and south
  const [lat = 0, lon = 0] = (await page.locator('.place').innerText()).split(' ').map(Number)
  expect(lat).toBeLessThan(53.4627)
  expect(lon).toBeGreaterThan(27.2138)
  expect(await page.getByText('© Test').count()).toBe(1)
  expect(complaints.filter((text) => !/GPU|WebGL/.test(text))).toEqual([])
})
