import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { TestVisitor } from '../../../core/host/test/doubles/visitor.ts'
import { password, type ContractProvider } from '../provider.ts'
import { visitorAt, wordsOf } from './visitor.ts'

/** How often the door may be tried. */
export function attemptChecks(here: () => ContractProvider): void {
  const person = (username: string) =>
    here().identity.users.create({ username, givenName: 'Таня', email: `${username}@example.test`, password })
  const attempt = async (somebody: TestVisitor, username: string, secret: string) => {
    const { page } = await somebody.open()
    return somebody.arrive(await somebody.post(page, { username, password: secret }))
  }

  test('after five wrong passwords even the right one opens nothing from there for a while, and then it does', async () => {
    await person('besieged')
    const somebody = visitorAt(here())
    for (let tries = 0; tries < 5; tries++)
      expect((await attempt(somebody, 'besieged', `неверно ${tries}`)).back).toBe(false)
    for (const who of [somebody, somebody.neighbour()])
      expect((await attempt(who, 'besieged', password)).back).toBe(false)
    await here().forgetAttempts('besieged')
    // Keycloak lets a name try once at a time, and is done with an attempt a little after its answer
    await expect
      .poll(async () => (await attempt(somebody, 'besieged', password)).back, { interval: 500, timeout: 5_000 })
      .toBe(true)
  })

  test('one name that is shut out shuts out no other at the same address', async () => {
    await person('unlucky')
    const somebody = visitorAt(here())
    for (let tries = 0; tries < 6; tries++) await attempt(somebody, 'unlucky', `неверно ${tries}`)
    expect((await attempt(somebody, 'citizen', password)).back).toBe(true)
  })

  test('people err: four wrong ones at a human pace, and the right one opens', async () => {
    await person('fumbling')
    const somebody = visitorAt(here())
    for (let tries = 0; tries < 4; tries++) {
      await attempt(somebody, 'fumbling', `неверно ${tries}`)
      await sleep(1_100) // quicker than a second is no human
    }
    expect((await attempt(somebody, 'fumbling', password)).back).toBe(true)
  })

  test('whoever is shut out is told nothing of whether the password was right', async () => {
    await person('silent')
    const somebody = visitorAt(here())
    for (let tries = 0; tries < 6; tries++) await attempt(somebody, 'silent', `неверно ${tries}`)
    const [right, wrong] = [await attempt(somebody, 'silent', password), await attempt(somebody, 'silent', 'неверно')]
    expect([right.status, wordsOf(right.page)]).toEqual([wrong.status, wordsOf(wrong.page)])
  })
}
