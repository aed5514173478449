import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import type { IdentityPort } from '@vmeste/host/identity'
import { password, type ContractProvider } from '../provider.ts'
import { codeOf } from './codes.ts'
import { tokensOf, visitorAt } from './visitor.ts'

const soon = { interval: 20, timeout: 2_000 }

/** Sessions that an identity tells the end of: what an open live line hangs on. */
export function hearing(identity: IdentityPort): { readonly heard: string[]; stop(): void } {
  const heard: string[] = []
  const stop = identity.onSessionEnd?.((sid) => {
    heard.push(sid)
  })
  if (!stop) throw new Error('this provider never tells of the end of a session')
  return { heard, stop }
}

/** A session that ends, however it does, is over on every host at once, and live lines are told. */
export function signOutChecks(here: () => ContractProvider): void {
  /** A session that two hosts believe, and how both stand to it after something was done. */
  const watched = async (username: string) => {
    const somebody = visitorAt(here())
    const tokens = await somebody.signIn(username, password)
    const sid = String(decodeJwt(tokens.access_token)['sid'])
    const hosts = [here().identity, (await here().freshHost()).identity]
    const ears = hosts.map(hearing)
    expect(await Promise.all(hosts.map((host) => codeOf(host, tokens.access_token)))).toEqual(['accepted', 'accepted'])
    return {
      somebody,
      tokens,
      sid,
      async expectOver() {
        await expect
          .poll(() => Promise.all(hosts.map((host) => codeOf(host, tokens.access_token))), soon)
          .toEqual(['TOKEN_INVALID', 'TOKEN_INVALID'])
        for (const { heard, stop } of ears) {
          expect(heard.filter((each) => each === sid)).toEqual([sid])
          stop()
        }
      },
    }
  }

  test('after the sign-out in the portal', async () => {
    const session = await watched('citizen')
    const other = await tokensOf(here(), 'citizen')
    expect((await here().door.signOut(session.somebody, session.tokens.id_token)).back).toBe(true)
    await session.expectOver()
    expect((await session.somebody.refresh(session.tokens.refresh_token)).status).toBe(400)
    // another session of the same person, on another device, goes on
    expect(await codeOf(here().identity, other.access_token)).toBe('accepted')
  })

  test('when the account is closed', async () => {
    await here().identity.users.create({
      username: 'dismissed',
      givenName: 'Рыгор',
      email: 'dismissed@example.test',
      password,
    })
    const session = await watched('dismissed')
    await here().identity.users.setEnabled('dismissed', false)
    await session.expectOver()
  })

  test('when an administrator sets a new password', async () => {
    await here().identity.users.create({
      username: 'renewed',
      givenName: 'Рыгор',
      email: 'renewed@example.test',
      password,
    })
    const session = await watched('renewed')
    await here().identity.users.setPassword('renewed', 'зусім іншы пароль')
    await session.expectOver()
  })

  test('a host that starts later knows of it', async () => {
    const session = await watched('citizen')
    await here().door.signOut(session.somebody, session.tokens.id_token)
    await session.expectOver()
    expect(await codeOf((await here().freshHost()).identity, session.tokens.access_token)).toBe('TOKEN_INVALID')
  })
}
