import { decodeJwt } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Invitation } from '../shared/port/identity-port.ts'
import { linkIn, password, startTestIdentity, type TestIdentity } from '../../../test/doubles/embedded-identity.ts'
import { TestVisitor } from '../../../test/doubles/visitor.ts'

const phrase = 'длинная фраза из слов'
const invitation = (email: string, more: Partial<Invitation> = {}): Invitation => ({
  email,
  givenName: 'Вера',
  familyName: 'Лис',
  city: 'uzda',
  cityName: 'Узда',
  roles: ['executor'],
  lang: 'ru',
  ...more,
})
let house = 0
const visitor = (at: TestIdentity) => new TestVisitor(at.origin, `198.53.${++house}.7`)

/** Opens the page of an invitation and chooses a password. */
async function accept(somebody: TestVisitor, link: string, chosen = phrase): Promise<Response> {
  const page = await (await somebody.request(link)).text()
  return somebody.post(
    page,
    { key: /name="key" value="([^"]+)"/.exec(page)?.[1] ?? '', password: chosen },
    link.replace(/\?.*/, '?kc_locale=ru'),
  )
}

describe('with letters', () => {
  let here: TestIdentity
  beforeAll(async () => {
    here = await startTestIdentity({ demonstration: false })
  })
  afterAll(() => here.stop())
  beforeEach(() => {
    here.mails.length = 0
  })
  const invite = (email: string, more: Partial<Invitation> = {}) => here.identity.users.invite(invitation(email, more))

  test('a new account has no power until its reader chooses a password, and then is in without being asked again', async () => {
    const { user, known, letter } = await invite(' Vera@Example.test ')
    expect([user.username, user.invited, user.cityRoles, known, letter]).toEqual([
      'vera@example.test',
      true,
      [{ city: 'uzda', role: 'executor' }],
      false,
      undefined,
    ])
    const [mail] = here.mails
    expect([mail?.to, mail?.subject]).toEqual(['vera@example.test', 'Приглашение работать на портале: Узда'])
    const somebody = visitor(here),
      link = linkIn(mail!)
    // a mail scanner looks and uses nothing up; a weak password neither
    expect(await (await visitor(here).request(link)).text()).toContain('Здравствуйте, Вера!')
    expect((await accept(somebody, link, 'aaaaaaaaaaaaa')).status).toBe(422)
    const done = await accept(somebody, link)
    expect([done.status, done.headers.get('location')]).toEqual([303, `${here.origin}/c/uzda/staff#sign-in`])
    const { address } = await begin(somebody)
    const tokens = await somebody.exchange(await somebody.codeFrom(await somebody.request(address)))
    const token = await here.identity.verify(tokens.access_token)
    expect([token.name, token.rolesIn('uzda'), decodeJwt(tokens.access_token).email_verified]).toEqual([
      'Вера Лис',
      new Set(['executor']),
      true,
    ])
    expect((await here.identity.users.find('vera@example.test'))?.invited).toBe(false)
    // the link is gone, and so is the welcome: another sign-in of this browser's asks for the password
    expect((await somebody.request(link)).status).toBe(410)
    expect(await (await somebody.request((await begin(somebody, { prompt: 'login' })).address)).text()).toContain(
      'type="password"',
    )
    expect((await visitor(here).signIn('vera@example.test', phrase)).access_token).toBeTruthy()
  })

  test('a colleague of a national domain is written to in its ASCII form, and signs in by either', async () => {
    const ascii = 'operator@xn--80ahi1c.xn--90ais'
    const { user } = await invite('Operator@узда.бел')
    expect([user.username, user.email]).toEqual([ascii, ascii])
    expect(here.mails[0]?.to).toBe(ascii)
    expect((await accept(visitor(here), linkIn(here.mails[0]!))).status).toBe(303)
    for (const typed of ['operator@узда.бел', ascii, ' OPERATOR@УЗДА.БЕЛ '])
      expect((await visitor(here).signIn(typed, phrase)).access_token).toBeTruthy()
    expect((await invite(ascii, { roles: ['operator'] })).known).toBe(true)
    // an apostrophe is no sign of a user name: the name gets its number, the address keeps it
    const neil = await invite("O'Neil@example.test")
    expect([neil.user.username, neil.user.email]).toEqual(['o_27_neil@example.test', "o'neil@example.test"])
    expect((await accept(visitor(here), linkIn(here.mails.at(-1)!))).status).toBe(303)
    expect((await visitor(here).signIn("o'neil@example.test", phrase)).access_token).toBeTruthy()
  })

  test('invited again: the older link is dead, the roles add up, there is one account', async () => {
    await invite('again@example.test')
    const first = linkIn(here.mails[0]!)
    const { user } = await invite('again@example.test', { roles: ['operator'], city: 'zhodino', cityName: 'Жодино' })
    expect(user.cityRoles).toEqual([
      { city: 'uzda', role: 'executor' },
      { city: 'zhodino', role: 'operator' },
    ])
    expect((await visitor(here).request(first)).status).toBe(410)
    expect((await accept(visitor(here), linkIn(here.mails[1]!))).status).toBe(303)
  })

  test('a resident keeps name and password, and reads that they work here now', async () => {
    await here.identity.users.create({
      username: 'resident',
      givenName: 'Анна',
      email: 'resident@example.test',
      password,
    })
    await here.storage
      .pool('identity')
      .query(`update identity.account set email_verified = true where username = 'resident'`)
    const { user, known } = await invite('resident@example.test')
    expect([user.username, user.givenName, known, user.cityRoles]).toEqual([
      'resident',
      'Анна',
      true,
      [{ city: 'uzda', role: 'executor' }],
    ])
    expect([here.mails[0]?.subject, linkIn(here.mails[0]!)]).toEqual([
      'Теперь вы сотрудник: Узда',
      `${here.origin}/c/uzda/staff`,
    ])
    const { access_token } = await visitor(here).signIn('resident', password)
    expect((await here.identity.verify(access_token)).rolesIn('uzda')).toEqual(new Set(['executor']))
  })

  test('whoever took an address without showing that it is theirs gets nothing of another city', async () => {
    await here.identity.users.create({
      username: 'squatter',
      givenName: 'Никто',
      email: 'mayor@example.test',
      password,
    })
    await expect(invite('mayor@example.test')).rejects.toMatchObject({ code: 'EMAIL_UNPROVEN' })
    await here.identity.users.create({
      username: 'colleague',
      givenName: 'Свой',
      email: 'ours@example.test',
      password,
      cityRoles: [{ city: 'uzda', role: 'operator' }],
    })
    expect((await invite('ours@example.test')).known).toBe(true)
    await expect(invite('ours@example.test', { city: 'zhodino' })).rejects.toMatchObject({ code: 'EMAIL_UNPROVEN' })
    expect((await here.identity.users.find('squatter'))?.cityRoles).toEqual([])
  })

  test('three days later, closed, or made for something else, a link opens nothing', async () => {
    await invite('late@example.test')
    const link = linkIn(here.mails[0]!)
    for (const dead of [`${link}x`, link.replace(/key=.*/, '')])
      expect((await visitor(here).request(dead)).status).toBe(410)
    await here.identity.users.setEnabled('late@example.test', false)
    expect((await visitor(here).request(link)).status).toBe(410)
    await here.identity.users.setEnabled('late@example.test', true)
    expect((await visitor(here).request(link)).status).toBe(410)
    await invite('late@example.test')
    const newer = linkIn(here.mails[1]!)
    expect((await visitor(here).request(newer)).status).toBe(200)
    const lives = await here.storage.pool('identity').query<{ hours: number }>(
      `select extract(epoch from expires_at - now()) / 3600 as hours from identity.artefact where uid = 'invite'
          order by expires_at desc limit 1`,
    )
    expect(Math.round(Number(lives.rows[0]?.hours))).toBe(72)
    await here.storage
      .pool('identity')
      .query(`update identity.artefact set expires_at = now() - interval '1 second' where uid = 'invite'`)
    expect((await accept(visitor(here), newer)).status).toBe(410)
  })

  test('nothing that is no address, no name or no role is invited', async () => {
    await expect(invite('not an address')).rejects.toMatchObject({ code: 'EMAIL_INVALID' })
    await expect(invite('a@example.test', { givenName: ' ' })).rejects.toMatchObject({ code: 'NAME_INVALID' })
    await expect(invite('a@example.test', { roles: [] })).rejects.toMatchObject({ code: 'ROLE_INVALID' })
    expect(await here.identity.users.find('a@example.test')).toBeUndefined()
  })

  test('a letter that does not leave leaves nothing behind', async () => {
    const deaf = await here.another({
      mail: async () => {
        throw new Error('no route to the mail server')
      },
    })
    await expect(deaf.users.invite(invitation('nobody@example.test'))).rejects.toMatchObject({
      code: 'LETTER_NOT_SENT',
    })
    expect(await deaf.users.find('nobody@example.test')).toBeUndefined()
    await expect(deaf.users.invite(invitation('ours@example.test', { roles: ['head'] }))).rejects.toMatchObject({
      code: 'LETTER_NOT_SENT',
    })
    expect((await deaf.users.find('colleague'))?.cityRoles).not.toContainEqual({ city: 'uzda', role: 'head' })
    await deaf.stop()
  })
})

describe.each([
  ['a demonstration', true],
  ['where no letter can leave', false],
])('%s', (_name, demonstration) => {
  test('no page shows the letter; whoever runs the platform has it, but never a way into what another city gave', async () => {
    const here = await startTestIdentity({ demonstration, letters: false })
    const invite = (email: string, more: Partial<Invitation> = {}) =>
      here.identity.users.invite(invitation(email, more))
    const invited = await invite('new@example.test')
    expect([invited.letter, invited.unsent, invited.user.invited]).toEqual([undefined, true, true])
    const { rows } = await here.storage
      .pool('identity')
      .query(`select 1 from identity.artefact where type = 'MailLink'`)
    expect(rows).toEqual([])
    // unused as yet, and Узда may hold its link: Жодино can neither trust it nor get another
    await expect(invite('new@example.test', { city: 'zhodino' })).rejects.toMatchObject({ code: 'EMAIL_UNPROVEN' })
    const letter = await here.identity.handOver!('new@example.test', 'ru')
    expect(letter).toMatchObject({ to: 'new@example.test', subject: 'Приглашение работать на портале: uzda' })
    expect((await accept(visitor(here), linkIn(letter))).status).toBe(303)
    // a link that was handed over says nothing about who reads the mail
    expect(decodeJwt((await visitor(here).signIn('new@example.test', phrase)).access_token).email_verified).toBe(false)
    await expect(invite('new@example.test', { city: 'zhodino' })).rejects.toMatchObject({ code: 'EMAIL_UNPROVEN' })
    const more = await invite('new@example.test', { roles: ['operator'] })
    expect([more.known, more.letter, more.unsent]).toEqual([true, undefined, true])
    await here.identity.users.withdraw('new@example.test', { city: 'uzda', role: 'operator' })
    await here.identity.users.withdraw('new@example.test', { city: 'uzda', role: 'executor' })
    await expect(invite('new@example.test', { city: 'zhodino' })).rejects.toMatchObject({ code: 'EMAIL_UNPROVEN' })
    await here.stop()
  })
})

/** The sign-in that the portal begins, without opening its page. */
async function begin(somebody: TestVisitor, more: Record<string, string> = {}): Promise<{ address: string }> {
  const reply = await somebody.request(somebody.authAddress(more))
  return { address: reply.headers.get('location') ?? '' }
}
