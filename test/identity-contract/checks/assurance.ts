import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import type { PhoneAccounts } from '../../../core/host/src/identity/shared/port/phone-accounts.ts'
import { password, type ContractProvider } from '../provider.ts'
import { tokensOf, visitorAt } from './visitor.ts'

/** How surely somebody is known: what the host writes into an account stands in its next token. */
export function assuranceChecks(here: () => ContractProvider): void {
  const phones = (): PhoneAccounts => here().identity.phones!
  const add = async (username: string, more: { assurance?: 'UNIQUE_ID' } = {}) =>
    (
      await here().identity.users.create({
        username,
        givenName: 'Ян',
        familyName: 'Новік',
        email: `${username}@example.test`,
        password,
        ...more,
      })
    ).key
  const claimOf = async (username: string) =>
    decodeJwt((await tokensOf(here(), username)).access_token)['identity_assurance'] ?? 'ANONYMOUS'

  test('a confirmed telephone raises to PHONE from the next token on, without a new sign-in, and its loss takes that back', async () => {
    const key = await add('phoning')
    const { refresh_token, access_token } = await tokensOf(here(), 'phoning')
    expect(decodeJwt(access_token)['identity_assurance']).toBe('ANONYMOUS')
    expect(await phones().confirm(key, '+375291112201')).toEqual([])
    const renewed = (await (await visitorAt(here()).refresh(refresh_token)).json()) as { access_token: string }
    expect(decodeJwt(renewed.access_token)['identity_assurance']).toBe('PHONE')
    expect((await here().identity.verify(renewed.access_token)).assurance).toBe('PHONE')
    expect(await phones().of(key)).toEqual({ phone: '+375291112201', invented: false })
    expect(await phones().forget(key)).toBe(true)
    expect(await phones().forget(key)).toBe(false)
    expect(await phones().of(key)).toEqual({ invented: false })
    expect(await claimOf('phoning')).toBe('ANONYMOUS')
  })

  test('a number belongs to the account that confirmed it last', async () => {
    const [early, late] = [await add('early.owner'), await add('late.owner')]
    await phones().confirm(early, '+375291112202')
    expect(await phones().confirm(late, '+375291112202')).toEqual([expect.objectContaining({ key: early })])
    expect(await phones().confirm(late, '+375291112202')).toEqual([])
    expect([await claimOf('early.owner'), await claimOf('late.owner')]).toEqual(['ANONYMOUS', 'PHONE'])
    expect(await phones().of(early)).toEqual({ invented: false })
  })

  test('a telephone and its loss never lower a higher level', async () => {
    const [known, other] = [await add('well.known', { assurance: 'UNIQUE_ID' }), await add('next.owner')]
    await phones().confirm(known, '+375291112203')
    expect(await claimOf('well.known')).toBe('UNIQUE_ID')
    await phones().confirm(other, '+375291112203')
    expect(await claimOf('well.known')).toBe('UNIQUE_ID')
  })

  test('what is known of a person beside it stays', async () => {
    const key = await add('whole.person')
    await phones().confirm(key, '+375291112204')
    expect(await here().identity.users.findByKey(key)).toMatchObject({
      username: 'whole.person',
      givenName: 'Ян',
      familyName: 'Новік',
      email: 'whole.person@example.test',
      enabled: true,
    })
    expect(decodeJwt((await tokensOf(here(), 'whole.person')).access_token)).not.toHaveProperty('phone_number')
  })

  test('nobody raises themselves: the provider takes no level and no number from the person', async () => {
    const key = await add('climber')
    const { access_token } = await tokensOf(here(), 'climber')
    const account = {
      username: 'climber',
      firstName: 'Ян',
      lastName: 'Новік',
      email: 'climber@example.test',
      attributes: { identity_assurance: ['SIGNATURE'], phone_number: ['+375291112205'] },
    }
    const reply = await fetch(`${here().url}/realms/vmeste/account`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${access_token}`,
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body: JSON.stringify(account),
    })
    // Keycloak refuses it (400), the embedded provider only ever shows the profile there; on neither is it somebody who
    // is merely not let in
    expect([401, 403]).not.toContain(reply.status)
    expect(await claimOf('climber')).toBe('ANONYMOUS')
    expect(await phones().of(key)).toEqual({ invented: false })
  })

  test('an account that is not there is refused by its code', async () => {
    const nobody = `${here().url}/realms/vmeste|018f0000-0000-7000-8000-000000000000`
    expect(await phones().of(nobody)).toBeUndefined()
    await expect(phones().confirm(nobody, '+375291112206')).rejects.toMatchObject({ code: 'USER_UNKNOWN' })
    await expect(phones().forget('https://elsewhere.test/realms/vmeste|1')).rejects.toMatchObject({
      code: 'USER_UNKNOWN',
    })
  })
}
