import { afterEach, beforeEach, expect, test } from 'vitest'
import { password, startTestIdentity, type TestIdentity } from '../../../test/doubles/embedded-identity.ts'
import { TestVisitor } from '../../../test/doubles/visitor.ts'

const open = {
  demonstrationAccounts: [
    { username: 'operator.uzda', title: { ru: 'Оператор, Узда', be: 'Аператар, Узда', en: 'Operator, Uzda' } },
  ],
}
const refusal = (identity: TestIdentity['identity'], token: string) =>
  identity.verify(token).then(
    () => 'believed',
    (error: unknown) => (error as { code: string }).code,
  )
let here: TestIdentity
beforeEach(async () => {
  here = await startTestIdentity()
})
afterEach(() => here.stop())

test('switched off, it shuts every way in at once: what was open, the form, one click, a token made elsewhere; on again, it opens', async () => {
  const somebody = new TestVisitor(here.origin, '198.56.1.7')
  const [theirs, mine] = [
    await somebody.signIn('operator.uzda', password),
    await new TestVisitor(here.origin, '198.56.2.7').signIn('citizen', password),
  ]
  const made = await here.identity.issueToken!('operator.uzda')
  const interaction = await somebody.open({ prompt: 'login' })

  await here.restart({ demonstrationAccounts: undefined })
  expect([
    await refusal(here.identity, theirs.access_token),
    await refusal(here.identity, made),
    await refusal(here.identity, mine.access_token),
  ]).toEqual(['TOKEN_INVALID', 'TOKEN_INVALID', 'believed'])
  expect((await somebody.refresh(theirs.refresh_token)).status).toBe(400)
  expect((await somebody.request(somebody.authAddress({ prompt: 'none' }))).headers.get('location')).toContain(
    'error=login_required',
  )
  const stranger = new TestVisitor(here.origin, '198.56.3.7')
  const { address, page } = await stranger.open()
  expect(page).not.toContain('operator.uzda')
  expect((await stranger.post(page, { username: 'operator.uzda', password })).status).toBe(401)
  expect((await stranger.post(page, { username: 'operator.uzda' }, `${address}/demonstration`)).status).toBe(404)
  expect(
    (await somebody.post(interaction.page, { username: 'operator.uzda' }, `${interaction.address}/demonstration`))
      .status,
  ).toBe(404)
  expect(here.identity.issueToken).toBeUndefined()
  // a command that thinks otherwise makes a token, and this host does not believe it
  const command = await here.another(open)
  expect(await refusal(here.identity, await command.issueToken!('operator.uzda'))).toBe('TOKEN_INVALID')
  await command.stop()
  const userinfo = await fetch(`${somebody.realm}/protocol/openid-connect/userinfo`, {
    headers: { authorization: `Bearer ${theirs.access_token}` },
  })
  expect(userinfo.status).toBe(401)
  expect(await here.identity.users.find('operator.uzda')).toMatchObject({ enabled: false, demonstration: true })
  const { rows } = await here.storage.pool('identity').query<{ enabled: boolean; n: number }>(
    `select enabled, (select count(*)::int from identity.artefact where account_id = a.id::text) n
        from identity.account a where username = 'operator.uzda'`,
  )
  expect(rows).toEqual([{ enabled: true, n: 0 }])

  await here.restart(open)
  expect((await somebody.refresh(theirs.refresh_token)).status).toBe(400)
  expect((await new TestVisitor(here.origin, '198.56.4.7').signIn('operator.uzda', password)).access_token).toBeTruthy()
})

test('a host that closes it ends sessions on the others too; a command beside them ends none', async () => {
  const { access_token } = await new TestVisitor(here.origin, '198.57.1.7').signIn('operator.uzda', password)
  const command = await here.another({ demonstrationAccounts: undefined, cityOf: undefined })
  await command.stop()
  expect(await refusal(here.identity, access_token)).toBe('believed')
  const closing = await here.another({ demonstrationAccounts: undefined })
  await expect.poll(() => refusal(here.identity, access_token), { interval: 20, timeout: 10_000 }).toBe('TOKEN_INVALID')
  await closing.stop()
})

test('a token that hangs on no session is believed only while its invented person is there', async () => {
  const token = await here.identity.issueToken!('operator.uzda')
  expect(await refusal(here.identity, token)).toBe('believed')
  const pool = here.storage.pool('identity')
  await pool.query(`delete from identity.account where username = 'operator.uzda'`)
  await pool.query(`select pg_notify('vmeste_identity', 'invented')`)
  await expect.poll(() => refusal(here.identity, token), { interval: 20, timeout: 10_000 }).toBe('TOKEN_INVALID')
})
