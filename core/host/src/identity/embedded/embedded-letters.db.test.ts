import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { IdentityMail } from '../shared/port/identity-port.ts'
import { linkIn, password, startTestIdentity, type TestIdentity } from './test-identity.ts'
import { TestVisitor } from './test-visitor.ts'

let here: TestIdentity
beforeAll(async () => {
  here = await startTestIdentity()
})
afterAll(() => here.stop())
beforeEach(() => {
  here.mails.length = 0
})
let house = 0
const visitor = () => new TestVisitor(here.origin, `198.52.${++house}.7`)
const phrase = 'длинная фраза из слов'

/** The letter that leaves behind the answer. */
async function mail(): Promise<IdentityMail> {
  await expect.poll(() => here.mails.length, { interval: 10, timeout: 5_000 }).toBeGreaterThan(0)
  return here.mails.shift()!
}
/** Opens the page of a link and sends its form. */
async function follow(somebody: TestVisitor, link: string, fields: Record<string, string>): Promise<Response> {
  const page = await (await somebody.request(link)).text()
  const key = /name="key" value="([^"]+)"/.exec(page)?.[1] ?? ''
  return somebody.post(page, { key, ...fields }, link.replace(/\?.*/, '?kc_locale=ru'))
}

describe('registration', () => {
  const begin = async (somebody: TestVisitor, email: string) =>
    somebody.post((await somebody.open({ prompt: 'create' })).page, { email })

  test("opens by Keycloak's own address", async () => {
    const somebody = visitor()
    const reply = await somebody.request(somebody.authAddress().replace('/auth?', '/registrations?'))
    const { pathname, searchParams } = new URL(reply.headers.get('location') ?? '')
    expect([pathname, searchParams.get('prompt')]).toEqual(['/realms/vmeste/protocol/openid-connect/auth', 'create'])
  })

  test('begins with a letter; its link makes the account of a resident, once, and signs in where it began', async () => {
    const somebody = visitor()
    expect((await begin(somebody, ' Anna@Example.test ')).status).toBe(200)
    expect(await here.identity.users.find('anna@example.test')).toBeUndefined()
    const link = linkIn(await mail())
    expect((await follow(somebody, link, { givenName: ' ', password: 'aaaaaaaaaaaaaaaa' })).status).toBe(422)
    const done = await follow(somebody, link, { givenName: 'Анна', password: phrase })
    const { access_token } = await somebody.exchange(await somebody.codeFrom(done))
    const token = await here.identity.verify(access_token)
    expect([token.username, token.name, token.email]).toEqual(['anna@example.test', 'Анна', 'anna@example.test'])
    expect([decodeJwt(access_token).email_verified, token.realmRoles, token.rolesIn('uzda')]).toEqual([
      true,
      new Set(['citizen']),
      new Set(),
    ])
    expect((await somebody.request(link)).status).toBe(410)
  })

  test('works from the letter opened on another device, which is not signed in by it', async () => {
    await begin(visitor(), 'elsewhere@example.test')
    const phone = visitor()
    const done = await follow(phone, linkIn(await mail()), { givenName: 'Пётр', password: phrase })
    expect(done.status).toBe(200)
    expect(await done.text()).toContain('Учётная запись готова')
    expect([...phone.cookies.keys()]).not.toContain('VMESTE_SESSION')
    expect(
      (await new TestVisitor(here.origin, '198.60.1.1').signIn('elsewhere@example.test', phrase)).access_token,
    ).toBeTruthy()
  })

  test('tells a stranger nothing about an address, and its owner by mail', async () => {
    await here.identity.users.create({ username: 'maria', email: 'maria@example.test', givenName: 'Мария' })
    const pages = await Promise.all(
      ['maria@example.test', 'nobody@example.test'].map(async (email) => {
        const reply = await begin(visitor(), email)
        return [reply.status, (await reply.text()).replaceAll(email, '').replaceAll(/login-actions\/[\w-]+/g, '')]
      }),
    )
    expect(pages[0]).toEqual(pages[1])
    const letters = [await mail(), await mail()].sort((a, b) => a.to.localeCompare(b.to))
    expect(letters.map(({ to, subject }) => [to, subject])).toEqual([
      ['maria@example.test', 'У вас уже есть учётная запись'],
      ['nobody@example.test', 'Ваша учётная запись: остался один шаг'],
    ])
    expect(linkIn(letters[0]!)).toBe(`${here.origin}/`)
  })

  test('cannot be used to send letters without end', async () => {
    const statuses = []
    for (let tries = 0; tries < 4; tries++) statuses.push((await begin(visitor(), 'many@example.test')).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    // they leave behind the answers, and none of them may come into the next test
    await expect.poll(() => here.mails.length, { interval: 10, timeout: 5_000 }).toBe(3)
  })
})

describe('a forgotten password', () => {
  const ask = async (somebody: TestVisitor, username: string) => {
    const { address, page } = await somebody.open()
    return somebody.post(page, { username }, `${address}/forgotten?kc_locale=ru`)
  }

  test('is replaced by the link of a letter, once, and every session ends', async () => {
    await here.identity.users.create({
      username: 'forgetful',
      givenName: 'Ядвига',
      email: 'yadviga@example.test',
      password,
    })
    const before = visitor()
    const old = await before.signIn('forgetful', password)
    const somebody = visitor()
    expect((await ask(somebody, 'FORGETFUL')).status).toBe(200)
    const letter = await mail()
    expect(letter.to).toBe('yadviga@example.test')
    const link = linkIn(letter)
    const done = await follow(somebody, link, { password: phrase })
    expect([done.status, done.headers.get('location')]).toEqual([
      303,
      expect.stringContaining('/login?kc_locale=ru&changed=yes'),
    ])
    expect((await mail()).subject).toBe('Пароль изменён')
    expect((await somebody.request(link)).status).toBe(410)
    expect((await before.refresh(old.refresh_token)).status).toBe(400)
    await expect(here.identity.verify(old.access_token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
    const { access_token } = await visitor().signIn('forgetful', phrase)
    expect(decodeJwt(access_token).email_verified).toBe(true)
  })

  test('a link of one purpose opens no other, an older one stops, a forged one is dead', async () => {
    await here.identity.users.create({ username: 'twice', givenName: 'Язэп', email: 'yazep@example.test', password })
    const somebody = visitor()
    await ask(somebody, 'twice')
    const first = linkIn(await mail())
    await ask(somebody, 'twice')
    const second = linkIn(await mail())
    for (const dead of [
      first,
      second.replace('new-password', 'new-account'),
      `${second}x`,
      second.replace(/key=.*/, ''),
    ])
      expect((await somebody.request(dead)).status).toBe(410)
    expect((await somebody.request(second)).status).toBe(200)
    await here.storage
      .pool('identity')
      .query(`update identity.artefact set expires_at = now() - interval '1 second' where type = 'MailLink'`)
    expect((await somebody.request(second)).status).toBe(410)
  })

  test('says the same whether there is such an account or not', async () => {
    const known = await (await ask(visitor(), 'citizen')).text()
    const unknown = await (await ask(visitor(), 'nobody-at-all')).text()
    const plain = (page: string, name: string) => page.replaceAll(name, '').replaceAll(/login-actions\/[\w-]+/g, '')
    expect(plain(unknown, 'nobody-at-all')).toBe(plain(known, 'citizen'))
    expect((await mail()).to).toBe('ivan@example.test')
    expect(here.mails).toEqual([])
  })
})

describe('where no letter can leave', () => {
  test('the pages say so and promise nothing', async () => {
    const plain = await startTestIdentity({ demonstration: false, letters: false })
    const somebody = new TestVisitor(plain.origin)
    const { address } = await somebody.open()
    for (const page of ['registration', 'forgotten']) {
      const text = await (await somebody.request(`${address}/${page}`)).text()
      expect(text).toContain('пока не отправляет писем')
      expect(text).not.toContain('<form')
    }
    await plain.stop()
  })

  test('a demonstration shows the letter to an invented person, and to nobody else that there could be one', async () => {
    const shown = await startTestIdentity({ letters: false })
    await shown.identity.users.create({
      username: 'olga',
      givenName: 'Ольга',
      email: 'olga@example.com',
      password,
      demonstration: true,
    })
    const somebody = new TestVisitor(shown.origin)
    const { address, page } = await somebody.open()
    const asked = async (username: string) => {
      const reply = await somebody.post(page, { username }, `${address}/forgotten`)
      return { status: reply.status, text: await reply.text() }
    }
    const letter = await asked('olga')
    expect(letter.text).toContain('olga@example.com')
    expect(letter.text).toMatch(/href="[^"]+new-password[^"]+key=/)
    // a real resident, and nobody at all: the same words
    const [real, nobody] = [await asked('citizen'), await asked('nobody-at-all')]
    expect([real.status, nobody.status]).toEqual([503, 503])
    expect(real.text).toBe(nobody.text)
    expect(real.text).toContain('Письмо не ушло')
    expect(real.text).not.toMatch(/key=|ivan@example\.test/)
    // an account is somebody real from its first letter on
    const registration = await somebody.post(page, { email: 'guest@example.test' }, `${address}/registration`)
    expect([registration.status, (await registration.text()).includes('key=')]).toEqual([503, false])
    const { rows } = await shown.storage
      .pool('identity')
      .query<{ account_id: string }>(`select account_id from identity.artefact where type = 'MailLink'`)
    expect(rows).toEqual([{ account_id: (await shown.identity.users.find('olga'))!.id }])
    // whoever runs it reads that somebody waits, not who
    expect(shown.log.filter((line) => line.includes('VMESTE_SMTP is not set'))).toHaveLength(2)
    expect(shown.log.join('\n')).not.toMatch(/citizen|nobody-at-all|ivan@/)
    await shown.stop()
  })

  test('whoever runs the platform has the letter: a new password, good once, that proves no address', async () => {
    const plain = await startTestIdentity({ demonstration: false, letters: false })
    const letter = await plain.identity.handOver!(' CITIZEN ', 'en')
    expect([letter.to, letter.subject]).toEqual(['ivan@example.test', 'A new password'])
    const somebody = new TestVisitor(plain.origin)
    const link = linkIn(letter)
    expect(await (await follow(somebody, link, { password: phrase })).text()).toContain('Пароль изменён')
    expect((await somebody.request(link)).status).toBe(410)
    expect(decodeJwt((await somebody.signIn('citizen', phrase)).access_token).email_verified).toBe(false)
    for (const none of ['nobody-at-all', 'operator.uzda'])
      await expect(plain.identity.handOver!(none, 'ru')).rejects.toMatchObject({ code: 'USER_UNKNOWN' })
    await plain.stop()
  })
})

test('with a mail server an invented person’s letter is shown and stays here, a real one’s leaves and is not shown', async () => {
  await here.identity.users.create({
    username: 'olga',
    givenName: 'Ольга',
    email: 'olga@example.com',
    password,
    demonstration: true,
  })
  const asked = async (username: string) => {
    const somebody = visitor()
    const { address, page } = await somebody.open()
    return (await somebody.post(page, { username }, `${address}/forgotten`)).text()
  }
  expect(await asked('olga')).toContain('key=')
  expect(await asked('citizen')).not.toContain('key=')
  expect((await mail()).to).toBe('ivan@example.test')
  expect(here.mails).toEqual([])
})
