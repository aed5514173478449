import { expect, test } from 'vitest'
import { checkInvitation, checkUser, emailSchema, loginOf, usernameOf, usernameSchema } from './account-rules.ts'

const invitation = (email: string) =>
  checkInvitation({ email, givenName: 'Вера', city: 'uzda', cityName: 'Узда', roles: ['operator'], lang: 'ru' })

test.each([
  ['operator@узда.бел', 'operator@xn--80ahi1c.xn--90ais', 'operator@xn--80ahi1c.xn--90ais'],
  ['Operator@xn--80ahi1c.xn--90ais', 'operator@xn--80ahi1c.xn--90ais', 'operator@xn--80ahi1c.xn--90ais'],
  ["O'Neil@example.by", "o'neil@example.by", 'o_27_neil@example.by'],
  ['ivan+city@example.com', 'ivan+city@example.com', 'ivan+city@example.com'],
  ['_vera@example.by', '_vera@example.by', 'u_vera@example.by'],
  ['іва@узда.бел', 'іва@xn--80ahi1c.xn--90ais', 'u_456__432__430_@xn--80ahi1c.xn--90ais'],
])('%s is invited as %s', (typed, email, username) => {
  expect(invitation(typed)).toMatchObject({ email, username })
  expect(usernameSchema.safeParse(usernameOf(emailSchema.parse(typed))).success).toBe(true)
  expect(loginOf(` ${typed} `), 'at the door').toBe(email)
})

test.each(['ivan@@example.com', 'ivan', 'ivan@example', 'iv an@example.com'])('%s is refused', (typed) =>
  expect(() => invitation(typed)).toThrow(expect.objectContaining({ code: 'EMAIL_INVALID' })),
)

test('a user name at the door is what it was', () => expect(loginOf(' Admin.Uzda ')).toBe('admin.uzda'))

test('a colleague of letters that nobody sees is refused', () => {
  for (const givenName of ['\u200b\u200b', '\u3164', ' \u2060 ', '…'])
    expect(() => checkUser({ username: 'vera', givenName })).toThrow(expect.objectContaining({ code: 'NAME_INVALID' }))
  expect(checkUser({ username: 'vera', givenName: ' Ве\u00adра ' }).givenName).toBe('Вера')
})
