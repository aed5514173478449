import { Problem } from '@vmeste/sdk'
import type { NewUser } from '@vmeste/host/identity'
import { expect, test } from 'vitest'
import { password, type ContractProvider } from '../provider.ts'
import { tokensOf, visitorAt } from './visitor.ts'

/** The accounts, as the host keeps them: the same answers wherever they lie. */
export function accountChecks(here: () => ContractProvider): void {
  const users = () => here().identity.users
  const refusalOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => {
        if (error instanceof Problem) return error.code
        throw error
      },
    )

  test.each<[string, NewUser]>([
    ['USERNAME_TAKEN', { username: 'citizen', givenName: 'Иван' }],
    ['EMAIL_TAKEN', { username: 'another', givenName: 'Иван', email: 'IVAN@example.test' }],
    ['USERNAME_INVALID', { username: 'Иван', givenName: 'Иван' }],
    ['EMAIL_INVALID', { username: 'another', givenName: 'Иван', email: 'nowhere' }],
    ['NAME_INVALID', { username: 'another', givenName: ' ' }],
    ['PASSWORD_WEAK', { username: 'another', givenName: 'Иван', password: 'коротко' }],
    ['ROLE_INVALID', { username: 'another', givenName: 'Иван', cityRoles: [{ city: 'uzda', role: 'Operator' }] }],
  ])('%s is told by its code, and nothing is left of the account', async (code, user) => {
    expect(await refusalOf(users().create(user))).toBe(code)
    expect(await users().find('another')).toBeUndefined()
  })

  test('an e-mail of a national domain is one address, however it is written', async () => {
    const made = await users().create({ username: 'national', givenName: 'Вера', email: 'Vera@узда.бел' })
    expect(made.email).toBe('vera@xn--80ahi1c.xn--90ais')
    const again = { username: 'another', givenName: 'Вера', email: 'vera@xn--80ahi1c.xn--90ais' }
    expect(await refusalOf(users().create(again))).toBe('EMAIL_TAKEN')
    // in whatever case and spelling it is typed, and nobody else by a part of it
    const found = await users().findByEmail(' vera@УЗДА.бел ')
    expect(found?.key).toBe(made.key)
    expect(await users().findByEmail('era@узда.бел')).toBeUndefined()
  })

  test('an address that nobody has shown to be theirs is found, and said to be so', async () => {
    await here().addUnproven('unshown@example.test')
    const found = await users().findByEmail('Unshown@example.test')
    expect(found).toMatchObject({ email: 'unshown@example.test' })
    expect(found?.emailVerified).toBeUndefined()
  })

  test('a list goes by user name, in pages, of one city or of all', async () => {
    const names = async (page: Parameters<ReturnType<typeof users>['list']>[0]) =>
      (await users().list(page)).map(({ username }) => username)
    const first = await names({ limit: 2 })
    expect(first).toEqual([...first].sort())
    expect(first).toHaveLength(2)
    expect((await names({ limit: 100, after: first[1]! })).some((name) => first.includes(name))).toBe(false)
    expect(await names({ limit: 100, city: 'uzda' })).toContain('operator.uzda')
    expect(await names({ limit: 100, city: 'uzda' })).not.toContain('citizen')
    expect(await names({ limit: 100, city: 'nowhere' })).toEqual([])
  })

  test('an account that is not there is refused by its code', async () => {
    expect(await users().find('nobody')).toBeUndefined()
    expect(await users().findByKey(`${here().url}/realms/vmeste|018f0000-0000-7000-8000-000000000000`)).toBeUndefined()
    const works = [
      users().setEnabled('nobody', false),
      users().setPassword('nobody', password),
      users().grant('nobody', { city: 'uzda', role: 'operator' }),
    ]
    expect(new Set(await Promise.all(works.map(refusalOf)))).toEqual(new Set(['USER_UNKNOWN']))
  })

  test('a new password opens, the old one does not, and open sessions end', async () => {
    await users().create({ username: 'forgetful', givenName: 'Забыўлівы', email: 'forgetful@example.test', password })
    const { refresh_token } = await tokensOf(here(), 'forgetful')
    await users().setPassword('forgetful', 'зусім іншы пароль')
    const somebody = visitorAt(here())
    expect((await somebody.refresh(refresh_token)).status).toBe(400)
    expect((await visitorAt(here()).signIn('forgetful', 'зусім іншы пароль')).access_token).toMatch(/^[\w-]+\./)
    const { page } = await somebody.open()
    expect((await somebody.post(page, { username: 'forgetful', password })).headers.get('location')).toBeNull()
  })
}
