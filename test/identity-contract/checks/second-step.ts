import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { totpCode } from '../../../core/host/test/doubles/totp-app.ts'
import type { Tokens } from '../../../core/host/test/doubles/visitor.ts'
import { afterPassword } from '../doors/door.ts'
import { password, type ContractProvider } from '../provider.ts'
import { silently, tokensAt, visitorAt } from './visitor.ts'

/** A code of an app (RFC 6238), or a spare one, after the password. */
export function secondStepChecks(here: () => ContractProvider): void {
  const setUp = async (username: string) => {
    const login = { username, password }
    await here().identity.users.create({ username, givenName: 'Зоя', email: `${username}@example.test`, password })
    const step = await here().door.setUpSecondStep(visitorAt(here()), login)
    const toCode = async () => {
      const somebody = visitorAt(here())
      return { somebody, page: (await afterPassword(somebody, login)).page }
    }
    const tryCode = async (code: string) => {
      const { somebody, page } = await toCode()
      return { somebody, arrival: await here().door.typeCode(somebody, page, code) }
    }
    const trySpare = async (code: string) => {
      const { somebody, page } = await toCode()
      return { somebody, arrival: await here().door.typeSpareCode(somebody, page, code) }
    }
    return { ...step, login, toCode, tryCode, trySpare }
  }
  const acr = (token: string) => decodeJwt(token)['acr']

  test('whoever has none is not asked, and is never taken for somebody who was', async () => {
    const somebody = visitorAt(here())
    expect(acr((await somebody.signIn('citizen', password)).access_token)).toBe('1')
    expect(acr((await tokensAt(somebody, await silently(somebody))).access_token)).toMatch(/^[01]$/)
  })

  test("set up by Keycloak's own action, it is asked for from then on and told in every token", async () => {
    const { arrival, key, tryCode, toCode } = await setUp('zoya')
    expect(arrival.back).toBe(true)
    expect(here().door.asksCode((await toCode()).page)).toBe(true)
    const { somebody, arrival: done } = await tryCode(totpCode(key, 1))
    const tokens = await tokensAt(somebody, done)
    const refreshed = (await (await somebody.refresh(tokens.refresh_token)).json()) as Tokens
    const silent = await tokensAt(somebody, await silently(somebody))
    expect([tokens.access_token, tokens.id_token, refreshed.access_token, silent.access_token].map(acr)).toEqual([
      '2',
      '2',
      '2',
      '2',
    ])
  })

  test('a wrong code sets nothing up', async () => {
    const login = { username: 'hurried', password }
    await here().identity.users.create({
      username: 'hurried',
      givenName: 'Зміцер',
      email: 'hurried@example.test',
      password,
    })
    const wrong = await here().door.setUpSecondStep(visitorAt(here()), login, '000000')
    expect([wrong.arrival.back, wrong.spare]).toEqual([false, []])
    expect((await afterPassword(visitorAt(here()), login)).back).toBe(true)
  })

  test('a wrong code is refused, and a right one a second time', async () => {
    const { key, tryCode } = await setUp('watched')
    const code = totpCode(key, 1)
    expect((await tryCode(code)).arrival.back).toBe(true)
    expect((await tryCode(code)).arrival.back).toBe(false)
    await here().forgetAttempts('watched')
    expect((await tryCode(totpCode(key, 20))).arrival.back).toBe(false)
  })

  test('a spare code lets in once, as far as a code does', async () => {
    const {
      spare: [code = ''],
      trySpare,
    } = await setUp('lost.phone')
    const { somebody, arrival } = await trySpare(code)
    expect(acr((await tokensAt(somebody, arrival)).access_token)).toBe('2')
    expect((await trySpare(code)).arrival.back).toBe(false)
  })

  test('the password alone opens nothing', async () => {
    const { toCode } = await setUp('half.way')
    const { somebody } = await toCode()
    expect((await silently(somebody)).address).toContain('error=login_required')
    expect((await somebody.arrive(await somebody.request(somebody.authAddress()))).back).toBe(false)
  })

  test('codes cannot be guessed: after five wrong ones the right one opens nothing for a while', async () => {
    const { key, toCode, tryCode } = await setUp('guessed')
    const { somebody, page } = await toCode()
    for (let tries = 0, at = page; tries < 5; tries++)
      at = (await here().door.typeCode(somebody, at, `00000${tries}`)).page || at
    expect((await here().door.typeCode(somebody, page, totpCode(key, 1))).back).toBe(false)
    await here().forgetAttempts('guessed')
    await expect
      .poll(async () => (await tryCode(totpCode(key, 1))).arrival.back, { interval: 500, timeout: 5_000 })
      .toBe(true)
  })
}
