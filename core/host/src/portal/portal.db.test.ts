import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { createTestHost, uzda, zhodino, type TestHost } from '@vmeste/testkit'
import type { Plugin } from '@vmeste/sdk'
import { portalRoutes } from './create-portal.ts'
import { readPortal } from './read-portal.ts'

const root = join(import.meta.dirname, '../../../..')
const fixture = join(root, 'web/fixtures/parking')
let city: TestHost
let reported: { code: string; note: string; photos: readonly string[] }[]

beforeAll(async () => {
  const { buildPortal } = (await import(join(root, 'web/build/build-portal.ts'))) as {
    buildPortal: (options: { modules: string[] }) => Promise<unknown>
  }
  await buildPortal({ modules: [fixture] })
  const plugin = (await import(join(fixture, 'src/plugin.ts'))) as { default: Plugin; reported: typeof reported }
  reported = plugin.reported
  const portal = await readPortal(join(root, 'web'), [{ id: 'parking', root: fixture }])
  city = await createTestHost({
    postgres: inject('postgres'),
    modules: [plugin.default],
    cities: [uzda, zhodino],
    host: {
      packageFolders: [join(root, 'web'), fixture],
      portalAssets: (id) => portal.modules.get(id)?.assets,
      portal: (host) => portalRoutes(host, portal),
    },
  })
})
afterAll(() => city.stop())

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await city.fetch(path, { headers, redirect: 'manual' })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const post = (path: string, fields: Record<string, string | Blob>, headers: Record<string, string> = {}) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return city.fetch(path, { method: 'POST', body: form, headers, redirect: 'manual' })
}

test("the list of cities is finished HTML in the reader's language, without a script", async () => {
  const page = await get('/', { 'accept-language': 'be-BY,be' })
  expect(page.text).toContain('<html lang="be"')
  expect(page.text).toContain('Жодзіна')
  expect(page.text).not.toContain('<script')
})

test('a public page is finished HTML within its budget, its policy allows no foreign and no inline script', async () => {
  const page = await get('/c/uzda/p/P-1')
  expect(page.status).toBe(200)
  expect(page.text).toContain('Стоянка у &lt;рынка&gt; &amp; «Центр»</h1>')
  expect(page.text).toContain('<meta property="og:title" content="Стоянка у &lt;рынка&gt;')
  const policy = page.headers.get('content-security-policy')!
  expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/=]+';/)
  expect(policy).not.toMatch(/unsafe|\*/)
  const inline = [...page.text.matchAll(/<script(?![^>]*(src=|application\/json|importmap))/g)]
  expect(inline).toEqual([])
  const sheets = await Promise.all(
    [...page.text.matchAll(/rel="stylesheet" href="([^"]+)"/g)].map(
      async ([, href]) => (await get(href!, { 'accept-encoding': 'identity' })).text,
    ),
  )
  const gzip = [page.text, ...sheets].reduce((sum, text) => sum + gzipSync(text).length, 0)
  expect(gzip).toBeLessThan(25_000)
})

test('what the page was made from stands in it as data that cannot become markup', async () => {
  const { text } = await get('/c/uzda/p/P-1')
  const boot = /<script type="application\/json" id="boot">(.*?)<\/script>/s.exec(text)![1]!
  expect(boot).not.toContain('<')
  expect(JSON.parse(boot)).toMatchObject({
    city: { slug: 'uzda' },
    page: { module: 'parking', name: 'place', data: { parkingPlace: { title: 'Стоянка у <рынка> & «Центр»' } } },
  })
})

test('a plain form works without scripts: 303 to the page that shows it, once however often it is sent', async () => {
  const fields = {
    action: 'note',
    key: '018f0000-0000-7000-8000-000000000001',
    note: 'Тут тесно',
    photos: new File([], ''),
  }
  for (let time = 0; time < 2; time++) {
    const answer = await post('/c/uzda/p/P-1', fields)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/c/uzda/p/P-1'])
  }
  expect((await get('/c/uzda/p/P-1')).text.match(/Тут тесно<\/li>/g)).toHaveLength(1)
})

test('what is wrong stands on the page again together with what was typed', async () => {
  const answer = await post(
    '/c/uzda/p/P-1',
    { action: 'note', key: '018f0000-0000-7000-8000-000000000002', note: '"x' },
    { 'accept-language': 'be' },
  )
  const text = await answer.text()
  expect(answer.status).toBe(422)
  expect(text).toContain('value="&quot;x"')
  expect(text).toContain('role="alert"')
  expect(reported.some(({ note }) => note === '"x')).toBe(false)
})

test('a file that is no photo is refused on the page, in words', async () => {
  const answer = await post('/c/uzda/p/P-1', {
    action: 'note',
    key: '018f0000-0000-7000-8000-000000000003',
    note: 'программа',
    photos: new File(['MZ\u0090\0'], 'photo.jpg', { type: 'image/jpeg' }),
  })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expect(await answer.text()).toContain('role="alert"')
  expect(reported.some(({ note }) => note === 'программа')).toBe(false)
})

test("no form, an unknown action and another site's form are refused without a trace", async () => {
  const before = reported.length
  expect(
    (await city.fetch('/c/uzda/p/P-1', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }))
      .status,
  ).toBe(422)
  expect((await post('/c/uzda/p/P-1', { action: 'constructor' })).status).toBe(422)
  expect(
    (
      await post(
        '/c/uzda/p/P-1',
        { action: 'note', key: '018f0000-0000-7000-8000-000000000004', note: 'чужое' },
        { 'sec-fetch-site': 'cross-site' },
      )
    ).status,
  ).toBe(403)
  expect(reported.length).toBe(before)
})

test('an unknown object and an unknown page are friendly; an unknown asset is a plain 404', async () => {
  const page = await get('/c/uzda/p/NO')
  expect(page.status).toBe(404)
  expect(page.text).toContain('Здесь ничего нет')
  expect((await get('/assets/portal/../../portal.json')).status).toBe(404)
  expect((await get('/assets/m/parking/%2e%2e/ssr/pages.js')).status).toBe(404)
})

test('a city that is not here is a page for people and a code for programs', async () => {
  const page = await get('/c/atlantis/o/1', { accept: 'text/html,*/*', 'accept-language': 'be' })
  expect(page.status).toBe(404)
  expect(page.text).toContain('Такога горада тут няма</h1>')
  expect(JSON.parse((await get('/c/atlantis/', { accept: '*/*' })).text)).toMatchObject({ code: 'CITY_UNKNOWN' })
})

test('a city is found in capitals, too: typed as on a poster', async () => {
  for (const typed of ['UZDA', 'Uzda', '%55zda']) {
    const { status, headers } = await get(`/c/${typed}/?from=poster`)
    expect([status, headers.get('location')]).toEqual([308, '/c/uzda/?from=poster'])
  }
})

test('an address of nothing: a page for people, a code for programs, never a fault', async () => {
  for (const path of ['/nope', '/health/x', '/realms/x', '/c/%ff/']) {
    const coded = await get(path, { accept: 'application/json', 'accept-language': 'be' })
    expect([coded.status, JSON.parse(coded.text)]).toEqual([
      404,
      { code: 'ADDRESS_UNKNOWN', message: 'Па гэтым адрасе нічога няма.' },
    ])
  }
  const page = await get('/nope', { accept: 'text/html,*/*' })
  expect([page.status, page.text]).toEqual([404, expect.stringContaining('Здесь ничего нет</h1>')])
  for (const path of ['/assets/portal/%ff', '/assets/m/parking/%ff', '/assets/portal/%E0%A4%A'])
    expect((await get(path)).status).toBe(404)
})

test('without scripts an app’s page says so, with a way on', async () => {
  const { text } = await get('/c/uzda/', { 'accept-language': 'be' })
  expect(/<noscript>.*<\/noscript>/.exec(text)?.[0]).toMatch(/Гэтая старонка адкрываецца з JavaScript.*href="\/"/)
})

test('assets are kept for ever and sent packed', async () => {
  const [, href] = /src="(\/assets\/portal\/main[^"]+)"/.exec((await get('/c/uzda/')).text)!
  const asset = await get(href!, { 'accept-encoding': 'br' })
  expect(asset.headers.get('cache-control')).toContain('immutable')
  expect(asset.headers.get('content-encoding')).toBe('br')
})

test('looks are chosen by plain links and kept by cookies', async () => {
  const chosen = await get('/c/uzda/p/P-1?lang=be&view=large&x=1')
  expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/c/uzda/p/P-1?x=1'])
  const cookie = chosen.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const page = await get('/c/uzda/p/P-1', { cookie })
  expect(page.text).toContain('<html lang="be" data-view="large"')
  expect(page.text).toContain('вольна 3\u00a0месцы')
  expect((await get('//evil.example/?lang=be')).headers.get('location')).toBe('/')
})

test("switched off, the module's pages are gone in that city only", async () => {
  const change = 'mutation($changes: [ModuleChangeInput!]!) { changeModules(changes: $changes) { __typename } }'
  await city.graph('uzda', change, { changes: [{ module: 'parking', enabled: false }] }, { as: 'admin.uzda' })
  const off = await get('/c/uzda/p/P-1')
  expect(off.status).toBe(404)
  expect(off.text).toContain('Сейчас не работает')
  expect(
    (await post('/c/uzda/p/P-1', { action: 'note', key: '018f0000-0000-7000-8000-000000000005', note: 'выключено' }))
      .status,
  ).toBe(404)
  expect((await get('/c/uzda/')).text).not.toContain('/assets/m/parking/')
  expect((await get('/c/zhodino/p/P-1')).status).toBe(200)
  await city.graph('uzda', change, { changes: [{ module: 'parking', enabled: true }] }, { as: 'admin.uzda' })
  expect((await get('/c/uzda/p/P-1')).status).toBe(200)
})

test('the portal can be installed: a manifest and icons that are pictures', async () => {
  const manifest = JSON.parse((await get('/c/uzda/manifest.webmanifest')).text) as {
    start_url: string
    icons: { src: string }[]
  }
  expect(manifest.start_url).toBe('/c/uzda/')
  const icon = await city.fetch(manifest.icons[0]!.src)
  expect(
    Buffer.from(await icon.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  expect((await get('/sw.js')).text).toMatch(/^self\.__vmeste=\{"version":"[0-9a-f]{16}"/)
})
