import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { afterPassword, type Newcomer } from '../doors/door.ts'
import { password, type ContractProvider } from '../provider.ts'
import { silently, tokensAt, visitorAt } from './visitor.ts'

/** A new account: whoever sets its password is whoever reads the mail. */
export function registrationChecks(here: () => ContractProvider): void {
  const newcomer = (name: string): Newcomer => ({
    email: `${name}@example.test`,
    givenName: 'Алеся',
    password: 'длинная фраза из слов',
  })
  const opens = async (login: string, secret: string) =>
    (await afterPassword(visitorAt(here()), { username: login, password: secret })).back

  test('it begins with a letter; the link makes the account of a resident, who is signed in where it began', async () => {
    const alesya = newcomer('alesya'),
      somebody = visitorAt(here())
    expect((await here().door.askAccount(somebody, alesya)).back).toBe(false)
    expect([await opens(alesya.email, alesya.password), (await silently(somebody)).address]).toEqual([
      false,
      expect.stringContaining('error=login_required'),
    ])
    const { access_token } = await tokensAt(
      somebody,
      await here().door.makeAccount(somebody, await here().linkTo(alesya.email), alesya),
    )
    const token = await here().identity.verify(access_token)
    expect([token.email, token.name, decodeJwt(access_token)['email_verified']]).toEqual([alesya.email, 'Алеся', true])
    expect([
      token.realmRoles.has('citizen'),
      token.realmRoles.has('platform-admin'),
      [...token.rolesIn('uzda')],
    ]).toEqual([true, false, []])
    expect(await opens(alesya.email, alesya.password)).toBe(true)
  })

  test('a link works once: whoever finds the letter later gets nothing by it', async () => {
    const anton = newcomer('anton'),
      somebody = visitorAt(here()),
      finder = visitorAt(here())
    await here().door.askAccount(somebody, anton)
    const link = await here().linkTo(anton.email)
    expect((await here().door.makeAccount(somebody, link, anton)).back).toBe(true)
    const stolen = 'фраза того, кто нашёл'
    expect((await here().door.makeAccount(finder, link, { ...anton, password: stolen })).back).toBe(false)
    expect([await opens(anton.email, anton.password), await opens(anton.email, stolen)]).toEqual([true, false])
  })

  test('opened on another device it makes the account, and the portal there is not signed in by a letter', async () => {
    const vera = newcomer('vera'),
      phone = visitorAt(here())
    await here().door.askAccount(visitorAt(here()), vera)
    await here().door.makeAccount(phone, await here().linkTo(vera.email), vera)
    expect((await silently(phone)).address).toContain('error=login_required')
    expect(await opens(vera.email, vera.password)).toBe(true)
  })

  test('a forged link makes nothing', async () => {
    const rita = newcomer('rita'),
      somebody = visitorAt(here())
    await here().door.askAccount(somebody, rita)
    const link = new URL(await here().linkTo(rita.email))
    const key = link.searchParams.get('key') ?? ''
    link.searchParams.set('key', `${key.slice(0, -8)}AAAAAAAA`)
    expect((await here().door.makeAccount(somebody, link.href, rita)).back).toBe(false)
    expect(await opens(rita.email, rita.password)).toBe(false)
  })

  test('an address that has an account gets no second one, and nobody into the first', async () => {
    const stranger = { ...newcomer('ivan'), password: 'фраза постороннего' }
    expect((await here().door.askAccount(visitorAt(here()), stranger)).back).toBe(false)
    for (const username of ['ivan', stranger.email]) expect(await here().identity.users.find(username)).toBeUndefined()
    expect([await opens(stranger.email, password), await opens(stranger.email, stranger.password)]).toEqual([
      true,
      false,
    ])
  })
}
