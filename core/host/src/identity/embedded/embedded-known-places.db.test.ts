import { afterAll, beforeAll, expect, test } from 'vitest'
import { attemptLimits } from './interaction/attempt-limits.ts'
import { linkIn, password, startTestIdentity, type TestIdentity } from '../../../test/doubles/embedded-identity.ts'
import { totpCode } from '../../../test/doubles/totp-app.ts'
import { TestVisitor } from '../../../test/doubles/visitor.ts'

let here: TestIdentity
beforeAll(async () => {
  here = await startTestIdentity()
})
afterAll(() => here.stop())
let network = 0
/** Somebody in a network of their own. */
const visitor = (address = `198.${60 + Math.floor(++network / 250)}.${network % 250}.7`) =>
  new TestVisitor(here.origin, address)
const limits = () => attemptLimits(here.storage.pool('identity'), here.key('identity.limits'))
async function post(somebody: TestVisitor, username: string, secret: string): Promise<number> {
  const { page } = await somebody.open()
  return (await somebody.post(page, { username, password: secret })).status
}
const person = async (username: string): Promise<string> => {
  await here.identity.users.create({ username, givenName: 'Ян', email: `${username}@example.test`, password })
  return (await here.identity.users.findByKey((await here.identity.users.find(username))!.key))!.id
}
/** 130 tries at one name from 130 networks, as other hosts would have counted them. */
async function storm(login: string): Promise<number> {
  let taken = 0
  for (let at = 0; at < 130; at++)
    await limits()
      .signIn(login, { address: `203.0.${at}.7` })
      .then(
        () => taken++,
        () => undefined,
      )
  return taken
}

test('130 guesses from rotating networks shut out strangers, not the network the person comes from', async () => {
  await person('known')
  await visitor('192.0.2.10').signIn('known', password)
  const thief = visitor()
  for (let tries = 0; tries < 3; tries++) expect(await post(thief, 'known', `неверно ${tries}`)).toBe(401)
  expect(await storm('known'), "a hundred from everywhere, one of them the person's own first sign-in").toBe(96)
  expect(await post(thief, 'known', 'неверно')).toBe(429)
  expect(await post(visitor(), 'known', password), 'a network never seen before waits').toBe(429)
  expect(await post(visitor('192.0.2.99'), 'known', password), 'a new browser in a known network').toBe(303)
  expect(await post(visitor('192.0.2.98'), 'KNOWN@example.test', password), 'the same by e-mail').toBe(303)
})

test('a browser that was signed in before may come from anywhere', async () => {
  await person('traveller')
  const somebody = visitor('192.0.3.10')
  await somebody.signIn('traveller', password)
  await storm('traveller')
  const abroad = visitor()
  expect(await post(abroad, 'traveller', password)).toBe(429)
  abroad.cookies.set('VMESTE_DEVICE', somebody.cookies.get('VMESTE_DEVICE')!)
  expect(await post(abroad, 'traveller', password)).toBe(303)
  abroad.cookies.set('VMESTE_DEVICE', 'A'.repeat(32))
  await person('other')
  await storm('other')
  expect(await post(abroad, 'other', password), 'a mark of one person is nothing to another').toBe(429)
})

test('known places have a small purse of their own: a thief in the café guesses no more than before', async () => {
  await person('neighbour')
  await visitor('192.0.4.10').signIn('neighbour', password)
  const thief = visitor('192.0.4.11')
  const statuses: number[] = []
  for (let tries = 0; tries < 7; tries++) statuses.push(await post(thief, 'neighbour', 'неверно'))
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
  const known = (at: number) => ({ address: `203.1.${at}.7`, known: `place ${at}` })
  let taken = 0
  for (let at = 0; at < 60; at++)
    await limits()
      .signIn('somebody', known(at))
      .then(
        () => taken++,
        () => undefined,
      )
  expect(taken).toBe(50)
})

test('strangers use up neither the letters nor the codes of a person at home', async () => {
  const id = await person('writer')
  const home = visitor('192.0.5.10')
  await home.signIn('writer', password)
  const ask = async (somebody: TestVisitor) => {
    const { page, address } = await somebody.open({ prompt: 'login' })
    return (await somebody.post(page, { username: 'writer' }, `${address}/forgotten?kc_locale=ru`)).status
  }
  expect([await ask(visitor()), await ask(visitor()), await ask(visitor()), await ask(visitor())]).toEqual([
    200, 200, 200, 429,
  ])
  expect([await ask(home), await ask(home), await ask(home), await ask(home)]).toEqual([200, 200, 200, 429])
  await expect.poll(() => here.mails.filter(({ to }) => to === 'writer@example.test').length).toBe(6)
  expect(linkIn(here.mails.at(-1)!)).toContain('/new-password')

  const enrol = await home.open({ kc_action: 'CONFIGURE_TOTP', prompt: 'login' })
  const offer = await (
    await home.request((await home.post(enrol.page, { username: 'writer', password })).headers.get('location')!)
  ).text()
  const secret = /class="key">([^<]+)</.exec(offer)![1]!.replaceAll(' ', '')
  const shown = await (
    await home.post(offer, { offer: /name="offer" value="([^"]+)"/.exec(offer)![1]!, code: totpCode(secret) })
  ).text()
  const spare = [...shown.matchAll(/<li><code>([^<]+)</g)].map(([, code]) => code!)
  await storm(`code ${id}`)
  const code = async (somebody: TestVisitor) => {
    const { page } = await somebody.open({ prompt: 'login' })
    const form = await (
      await somebody.request((await somebody.post(page, { username: 'writer', password })).headers.get('location')!)
    ).text()
    return (await somebody.post(form, { code: spare.pop()! })).status
  }
  expect(await code(visitor())).toBe(429)
  expect(await code(home)).toBe(303)
})

test('a new password forgets the places of the old one, the table says nothing, old rows are swept and go with the account', async () => {
  const id = await person('erased')
  const pool = here.storage.pool('identity')
  const places = async () =>
    (
      await pool.query<{ place: string }>('select place from identity.known_place where account_id = $1', [id])
    ).rows.map(({ place }) => place)
  for (let at = 0; at < 3; at++) await visitor().signIn('erased', password)
  expect(await places()).toHaveLength(6)
  for (let at = 0; at < 8; at++) await visitor().signIn('erased', password)
  expect(await places()).toHaveLength(20)
  expect((await places()).every((place) => /^[\w-]{43}$/.test(place))).toBe(true)

  const somebody = visitor()
  const { page, address } = await somebody.open()
  here.mails.length = 0
  await somebody.post(page, { username: 'erased' }, `${address}/forgotten?kc_locale=ru`)
  await expect.poll(() => here.mails.length).toBe(1)
  const link = linkIn(here.mails[0]!)
  const form = await (await somebody.request(link)).text()
  await somebody.post(
    form,
    { key: /name="key" value="([^"]+)"/.exec(form)![1]!, password: 'совсем новая фраза' },
    link.replace(/\?.*/, '?kc_locale=ru'),
  )
  expect(await places()).toHaveLength(2)
  await pool.query('delete from identity.account where id = $1', [id])
  expect(await places()).toEqual([])
}, 30_000)
