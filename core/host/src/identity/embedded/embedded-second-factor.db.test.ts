import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { secondFactorAdmin } from './second-factor-admin.ts'
import { password, startTestIdentity, type TestIdentity } from '../../../test/doubles/embedded-identity.ts'
import { totpCode } from '../../../test/doubles/totp-app.ts'
import { TestVisitor } from '../../../test/doubles/visitor.ts'

let here: TestIdentity
beforeAll(async () => {
  here = await startTestIdentity()
  const staff = { givenName: 'Зоя', password, cityRoles: [{ city: 'uzda', role: 'operator' }] }
  for (const username of ['zoya', 'late', 'guessed', 'lost']) await here.identity.users.create({ ...staff, username })
  await admin().require(true, 'uzda')
})
afterAll(() => here.stop())
let house = 0
const visitor = () => new TestVisitor(here.origin, `198.53.${++house}.7`)
const admin = () => secondFactorAdmin(here.storage.pool('identity'))
/** Where a page leads after a form, opened. */
const next = async (somebody: TestVisitor, reply: Response) =>
  (await somebody.request(reply.headers.get('location') ?? '')).text()
const keyOn = (page: string) => /class="key">([^<]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? ''
const offerOn = (page: string) => /name="offer" value="([^"]+)"/.exec(page)?.[1] ?? ''

/** Signs in by password and sets the second step up. */
async function enrol(
  username: string,
): Promise<{ somebody: TestVisitor; key: string; used: string; codes: string[]; page: string }> {
  const somebody = visitor()
  const { page } = await somebody.open()
  const offer = await next(somebody, await somebody.post(page, { username, password }))
  const key = keyOn(offer)
  const used = totpCode(key)
  const shown = await (await somebody.post(offer, { offer: offerOn(offer), code: used })).text()
  return {
    somebody,
    key,
    used,
    codes: [...shown.matchAll(/<li><code>([^<]+)</g)].map(([, code]) => code ?? ''),
    page: shown,
  }
}
/** Signs in by password, to the page of the second step. */
async function toCode(username: string): Promise<{ somebody: TestVisitor; page: string }> {
  const somebody = visitor()
  const { page } = await somebody.open()
  return { somebody, page: await next(somebody, await somebody.post(page, { username, password })) }
}

test('staff of a city that asks for it set it up at the next sign-in, and sign in with it from then on', async () => {
  const { somebody, key, used, codes, page } = await enrol('zoya')
  expect(codes).toHaveLength(10)
  expect(new Set(codes).size).toBe(10)
  const first = await somebody.exchange(await somebody.codeFrom(await somebody.post(page, {})))
  expect([decodeJwt(first.access_token).acr, decodeJwt(first.id_token).acr]).toEqual(['2', '2'])
  const refreshed = (await (await somebody.refresh(first.refresh_token)).json()) as { access_token: string }
  expect(decodeJwt(refreshed.access_token).acr).toBe('2')

  const again = await toCode('zoya')
  expect(again.page).toContain('Код из шести цифр')
  expect((await again.somebody.post(again.page, { code: used })).status).toBe(401) // the one it was set up with
  const good = totpCode(key, 1)
  const done = await again.somebody.post(again.page, { code: ` ${good.slice(0, 3)} ${good.slice(3)}` })
  expect(decodeJwt((await again.somebody.exchange(await again.somebody.codeFrom(done))).access_token).acr).toBe('2')

  const thief = await toCode('zoya')
  expect((await thief.somebody.post(thief.page, { code: good })).status).toBe(401)
  expect((await thief.somebody.post(thief.page, { code: totpCode(key, 5) })).status).toBe(401)
})

test('a spare code lets in once, even when it is sent twice at the same moment', async () => {
  const {
    codes: [code = ''],
  } = await enrol('lost')
  const tries = await Promise.all([toCode('lost'), toCode('lost')])
  const replies = await Promise.all(
    tries.map(({ somebody, page }) => somebody.post(page, { code: code.toUpperCase().replace('-', ' ') })),
  )
  expect(replies.map((reply) => reply.status).sort()).toEqual([303, 401])
  await admin().remove('lost')
  expect((await toCode('lost')).page).toContain('Вход в два шага')
})

test('a password alone opens no page behind the second step, whatever address is asked for', async () => {
  await enrol('late')
  const { somebody, page } = await toCode('late')
  const address = /action="([^"]+)\/code/.exec(page)?.[1] ?? ''
  expect((await somebody.request(`${address}/enrol`)).headers.get('location')).toContain('/login')
  for (const [path, fields] of [
    ['enrol', { code: '000000' }],
    ['enrolled', {}],
  ] as const) {
    expect((await somebody.post(page, fields, `${address}/${path}`)).headers.get('location')).toContain('/login')
  }
  const resume = await somebody.request(address.replace('login-actions', 'protocol/openid-connect/auth'))
  expect(resume.headers.get('location') ?? '').not.toContain('code=')
})

test('codes cannot be guessed: five tries from one network', async () => {
  await enrol('guessed')
  const { somebody, page } = await toCode('guessed')
  const statuses: number[] = []
  for (let tries = 0; tries < 6; tries++) statuses.push((await somebody.post(page, { code: `00000${tries}` })).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
})

test('an offer opens for nobody else and in no other sign-in', async () => {
  await here.identity.users.create({
    username: 'other',
    givenName: 'Іна',
    password,
    cityRoles: [{ city: 'uzda', role: 'head' }],
  })
  const one = await toCode('other')
  const two = await toCode('other')
  const stolen = await two.somebody.post(two.page, { offer: offerOn(one.page), code: totpCode(keyOn(one.page)) })
  expect(stolen.status).toBe(401)
  expect(
    (
      await here.storage
        .pool('identity')
        .query(
          `select from identity.second_factor f join identity.account a on a.id = f.account_id where a.username = 'other'`,
        )
    ).rowCount,
  ).toBe(0)
})

test("residents are not asked but may, by Keycloak's own action; secrets and codes are not in a copy of the database", async () => {
  const somebody = visitor()
  expect(decodeJwt((await somebody.signIn('citizen', password)).access_token).acr).toBe('1')
  const { page } = await somebody.open({ kc_action: 'CONFIGURE_TOTP' })
  expect(page).toContain('name="password"') // who is signed in shows once more who they are
  const offer = await next(somebody, await somebody.post(page, { username: 'citizen', password }))
  const shown = await (await somebody.post(offer, { offer: offerOn(offer), code: totpCode(keyOn(offer)) })).text()
  const [, code = ''] = /<li><code>([^<]+)</.exec(shown) ?? []
  const { rows } = await here.storage
    .pool('identity')
    .query('select f.*, r.* from identity.second_factor f join identity.recovery_code r using (account_id)')
  const copy = JSON.stringify(rows)
  for (const secret of [keyOn(offer), code, code.replace('-', '')])
    expect([secret.length > 5, copy.includes(secret)]).toEqual([true, false])
})
