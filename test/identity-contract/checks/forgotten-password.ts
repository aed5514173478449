import { expect, test } from 'vitest'
import { afterPassword } from '../doors/door.ts'
import { password, type ContractProvider } from '../provider.ts'
import { codeOf } from './codes.ts'
import { silently, tokensOf, visitorAt, wordsOf } from './visitor.ts'

const fresh = 'совсем другая фраза'

/** A forgotten password: the letter lets its reader set a new one, and nothing more. */
export function forgottenPasswordChecks(here: () => ContractProvider): void {
  const person = async (username: string) => {
    const email = `${username}@example.test`
    await here().identity.users.create({ username, givenName: 'Ядвига', email, password })
    return { username, email }
  }
  const opens = async (username: string, secret: string) =>
    (await afterPassword(visitorAt(here()), { username, password: secret })).back
  const linkFor = async (username: string, email: string) => {
    await here().door.askPassword(visitorAt(here()), username)
    return here().linkTo(email)
  }

  test('the link sets a new one, the old one opens nothing, and every open session ends at once', async () => {
    const { username, email } = await person('yadviga')
    const old = await tokensOf(here(), username),
      somebody = visitorAt(here())
    expect((await here().door.askPassword(somebody, username)).back).toBe(false)
    await here().door.setPassword(somebody, await here().linkTo(email), fresh)
    expect([await opens(username, fresh), await opens(username, password)]).toEqual([true, false])
    expect((await somebody.refresh(old.refresh_token)).status).toBe(400)
    await expect.poll(() => codeOf(here().identity, old.access_token), { timeout: 2_000 }).toBe('TOKEN_INVALID')
  })

  test('reading the mail is not signing in: the new password is asked for', async () => {
    const { username, email } = await person('zosya'),
      somebody = visitorAt(here())
    await here().door.askPassword(somebody, username)
    expect((await here().door.setPassword(somebody, await here().linkTo(email), fresh)).back).toBe(false)
    expect((await silently(somebody)).address).toContain('error=login_required')
  })

  test('a link works once, and a forged one never', async () => {
    const { username, email } = await person('stefa')
    const link = await linkFor(username, email)
    const forged = new URL(link)
    forged.searchParams.set('key', `${(forged.searchParams.get('key') ?? '').slice(0, -8)}AAAAAAAA`)
    await here().door.setPassword(visitorAt(here()), forged.href, 'фраза того, кто подделал')
    await here().door.setPassword(visitorAt(here()), link, fresh)
    await here().door.setPassword(visitorAt(here()), link, 'фраза того, кто нашёл')
    const attempts = []
    for (const secret of [fresh, 'фраза того, кто нашёл', 'фраза того, кто подделал'])
      attempts.push(await opens(username, secret))
    expect(attempts).toEqual([true, false, false])
  })

  test('a weak one is refused, and the old one stays', async () => {
    const { username, email } = await person('alena')
    await here().door.setPassword(visitorAt(here()), await linkFor(username, email), 'коротко')
    expect([await opens(username, password), await opens(username, 'коротко')]).toEqual([true, false])
  })

  test('the answer is the same whether there is such an account or not', async () => {
    const { username } = await person('known-one')
    const answers = await Promise.all(
      [username, 'stranger'].map(async (login) => {
        const { status, page, back } = await here().door.askPassword(visitorAt(here()), login)
        return [status, back, wordsOf(page).replaceAll(login, '')]
      }),
    )
    expect(answers[1]).toEqual(answers[0])
    expect(await here().linkTo('known-one@example.test')).toContain('key=')
    expect(here().lettersTo('stranger@example.test')).toBe(0)
  })

  test('the letter of whoever takes two steps skips neither', async () => {
    const { username, email } = await person('two.steps')
    await here().door.setUpSecondStep(visitorAt(here()), { username, password })
    const somebody = visitorAt(here())
    await here().door.askPassword(somebody, username)
    expect((await here().door.setPassword(somebody, await here().linkTo(email), fresh)).back).toBe(false)
    const after = await afterPassword(somebody, { username, password: fresh })
    expect([after.back, here().door.asksCode(after.page)]).toEqual([false, true])
  })
}
