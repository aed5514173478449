import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { password, startTestIdentity, type TestIdentity } from '../../../test/doubles/embedded-identity.ts'
import { TestVisitor } from '../../../test/doubles/visitor.ts'

let here: TestIdentity
beforeAll(async () => {
  here = await startTestIdentity()
})
afterAll(() => here.stop())
let house = 0
/** Somebody at an address of their own, in another network than anybody before. */
const visitor = () => new TestVisitor(here.origin, `198.51.${++house}.7`)

describe('the language of a page', () => {
  test("is the portal's, else the browser's, and can be changed on the page and kept", async () => {
    const somebody = visitor()
    expect((await somebody.open({ ui_locales: 'be' })).page).toContain('<html lang="be">')
    const { address, page } = await somebody.open()
    expect(page).toContain('<html lang="ru">')
    const english = await (await somebody.request(`${address}/login?kc_locale=en`)).text()
    expect(english).toContain('<html lang="en">')
    expect(english).toMatch(/action="[^"]+kc_locale=en"/)
    expect((await somebody.open()).page).toContain('<html lang="en">')
    expect((await somebody.open({ ui_locales: 'ru' })).page).toContain('<html lang="ru">')
    expect((await somebody.open({ ui_locales: '<script>' })).page).not.toContain('<script>')
  })
})

test('a page of the door may load its stylesheet and nothing else, and is small', async () => {
  const somebody = visitor()
  const { address, page } = await somebody.open()
  const reply = await somebody.request(address)
  expect(reply.headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${here.origin}; script-src`,
  )
  expect(reply.headers.get('cache-control')).toBe('no-store')
  expect(page).not.toContain('<script')
  const style = await somebody.request(/href="([^"]+\.css)"/.exec(page)?.[1] ?? '')
  expect(style.headers.get('content-type')).toContain('text/css')
  expect(style.headers.get('cache-control')).toContain('immutable')
  expect(gzipSync(page + (await style.text())).length).toBeLessThan(40_000)
})

test('a page shows the city one comes from, in the light and the size that the portal remembers', async () => {
  const somebody = visitor()
  somebody.cookies.set('vmeste_theme', 'dark').set('vmeste_view', 'large')
  const { page } = await somebody.open({ city: 'uzda', ui_locales: 'be' })
  expect(page).toContain('<html lang="be" data-theme="dark" data-view="large">')
  expect(page).toMatch(/<a class="sign" href="\/c\/uzda\/">.*<span class="name">Узда<\/span>/)
  const [, brand = ''] = /href="([^"]+\/city\/uzda\.css)"/.exec(page) ?? []
  expect(await (await somebody.request(brand)).text()).toContain('--brand:#15447f')
  // whatever stands in the address is a name of one of our cities or nothing
  for (const city of ['nowhere', '"><script>', '../x']) {
    const { page: plain } = await visitor().open({ city })
    expect(plain).toContain('<span class="name">Вместе</span>')
    expect(plain).not.toMatch(/nowhere|<script|\.\.\/x/)
  }
  expect((await somebody.request('/realms/vmeste/resources/city/nowhere.css')).status).toBe(404)
})

test('what people type comes back as text', async () => {
  const somebody = visitor()
  const { page } = await somebody.open()
  const name = '"><script>alert(1)</script>'
  const answer = await (await somebody.post(page, { username: name, password: 'x' })).text()
  expect(answer).not.toContain('<script>')
  expect(answer).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
})

describe('a form that is not ours', () => {
  test('without the token of this sign-in is refused', async () => {
    const one = visitor()
    const two = visitor()
    const { page } = await one.open()
    const other = (await two.open()).page
    const csrf = /name="csrf" value="([^"]+)"/.exec(other)?.[1] ?? ''
    for (const forged of ['', 'x', csrf]) {
      const reply = await one.post(page, { username: 'citizen', password, csrf: forged })
      expect(reply.status).toBe(403)
      expect(await reply.text()).toContain('Форма пришла не с нашей страницы')
    }
    expect((await one.post(page, { username: 'citizen', password })).status).toBe(303)
  })

  test('from another browser leads to a page that says so', async () => {
    const { address } = await visitor().open()
    const reply = await visitor().request(address)
    expect(reply.status).toBe(400)
    expect(await reply.text()).toContain('Начните вход заново')
  })

  test.each([
    ['a field twice', 'csrf=x&username=a&username=b'],
    ['an object', 'username[__proto__]=a'],
    ['a hundred fields', Array.from({ length: 100 }, (_, i) => `f${i}=1`).join('&')],
    ['a long name', `username=${'a'.repeat(5000)}`],
    ['a hundred kilobytes', `password=${'a'.repeat(100_000)}`],
    ['JSON', '{"username":"citizen"}'],
  ])('%s is refused without a fault of ours', async (_, body) => {
    const somebody = visitor()
    const { address } = await somebody.open()
    const reply = await somebody.request(`${address}/login`, {
      method: 'POST',
      body,
      headers: { 'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded' },
    })
    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect(reply.status).toBeLessThan(500)
    expect(await reply.text()).not.toMatch(/ {4}at |node_modules/)
    expect(here.log.join('')).not.toContain('failed')
  })
})

describe('guessing', () => {
  const guess = async (somebody: TestVisitor, username: string, secret = 'неверно') => {
    const { page } = await somebody.open()
    return somebody.post(page, { username, password: secret })
  }

  test('stops after five tries from one network, for that network only', async () => {
    await here.identity.users.create({ username: 'victim', givenName: 'Ян', password })
    const thief = visitor()
    for (let tries = 0; tries < 5; tries++) expect((await guess(thief, 'victim')).status).toBe(401)
    const refused = await guess(thief, 'victim', password)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60)
    expect(await refused.text()).toMatch(/Подождите \d+\sмин/)
    expect((await guess(thief.neighbour(), 'VICTIM', password)).status).toBe(429)
    expect((await guess(visitor(), 'victim', password)).status).toBe(303)
  })

  test('counts guesses that come all at once', async () => {
    const thief = visitor()
    const { page } = await thief.open()
    const replies = await Promise.all(
      Array.from({ length: 12 }, () => thief.post(page, { username: 'citizen', password: 'неверно' })),
    )
    expect(replies.filter((reply) => reply.status === 401).length).toBe(5)
    expect(replies.filter((reply) => reply.status === 429).length).toBe(7)
  })

  test('a good sign-in forgets the slips before it', async () => {
    const somebody = visitor()
    for (let round = 0; round < 2; round++) {
      for (let tries = 0; tries < 4; tries++) expect((await guess(somebody, 'citizen')).status).toBe(401)
      expect((await guess(somebody, 'citizen', password)).status).toBe(303)
    }
  })

  test('many names from one address are stopped as well', async () => {
    const thief = visitor()
    const { page } = await thief.open()
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, i) => thief.post(page, { username: `name${i}`, password: 'x' })),
    )
    expect(replies.filter((reply) => reply.status === 401).length).toBe(30)
    expect(replies.filter((reply) => reply.status === 429).length).toBe(10)
  })
})

describe('the accounts of the demonstration', () => {
  const choose = async (somebody: TestVisitor, username: string) => {
    const { page } = await somebody.open()
    return somebody.post(page, { username }, /action="([^"]+\/demonstration[^"]*)"/.exec(page)?.[1])
  }

  test('are offered, labelled, and open with one click', async () => {
    const somebody = visitor()
    expect((await somebody.open()).page).toMatch(
      /<h2 id="demonstration">Демонстрация<\/h2>[^]+Эти люди придуманы[^]+Оператор, Узда/,
    )
    const { access_token } = await somebody.exchange(await somebody.codeFrom(await choose(somebody, 'operator.uzda')))
    expect((await here.identity.verify(access_token)).rolesIn('uzda')).toEqual(new Set(['operator']))
  })

  test('are no way in as anybody else', async () => {
    await here.identity.users.create({ username: 'operator.zhodino', givenName: 'Вадим', demonstration: true })
    for (const username of ['citizen', 'operator.zhodino', 'nobody', ''])
      expect((await choose(visitor(), username)).status).toBe(401)
  })

  test('does not exist where there is no demonstration', async () => {
    const plain = await startTestIdentity({ demonstration: false })
    const somebody = new TestVisitor(plain.origin)
    const { page, address } = await somebody.open()
    expect(page).not.toContain('Демонстрация')
    expect((await somebody.post(page, { username: 'operator.uzda' }, `${address}/demonstration`)).status).toBe(404)
    expect('issueToken' in plain.identity).toBe(false)
    await plain.stop()
  })
})
