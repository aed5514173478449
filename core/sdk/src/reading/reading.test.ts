import { expect, test } from 'vitest'
import { withDots, wordsOf } from '../../test/words.ts'
import { oneOf, seed, seeded, typedNumber, unseen } from '../../test/random-typing.ts'
import { coverWords } from './cover-words.ts'
import { emailAddress, readEmail } from './e-mail-address.ts'
import { isObscene } from './obscenity.ts'
import { phoneNumber, readPhone } from './phone-number.ts'
import { visibleText } from './visible-text.ts'

const schemas = { phone: phoneNumber(), email: emailAddress(), visible: visibleText(200) }

test.each(wordsOf('phone', 'email', 'visible'))('$kind: $input is $expected', ({ kind, input, expected }) => {
  const { success, data } = schemas[kind as keyof typeof schemas].safeParse(input)
  expect(success ? data : 'refuse').toBe(expected === 'keep' ? input : expected)
})

test.each(wordsOf('cover', 'keep'))('$kind: $input is shown as $expected', ({ input, expected }) =>
  expect(withDots(coverWords(input))).toBe(expected === 'keep' ? input : expected),
)

test.each(wordsOf('obscene'))('obscene: $input: $expected', ({ input, expected }) =>
  expect(isObscene(input)).toBe(expected === 'hold'),
)

test.each(wordsOf('phone').filter(({ expected }) => expected !== 'refuse'))(
  'what is read is covered: $input',
  ({ input }) => {
    expect(coverWords(`Позвоните ${input}, пожалуйста`)).not.toMatch(/\d{2}/)
  },
)

const numbers: readonly (readonly [readonly string[], string])[] = [
  [['+375', '29', '765', '43', '21'], '+375297654321'],
  [['+375', '44', '5', '12', '34', '56'], '+375445123456'],
  [['8', '029', '765', '43', '21'], '+375297654321'],
  [['8', '0', '33', '6123456'], '+375336123456'],
  [['375', '25', '9', '123456'], '+375259123456'],
  [['8', '01718', '5', '12', '34'], '+375171851234'],
  [['8', '017', '200', '10', '20'], '+375172001020'],
  [['+7', '912', '345', '67', '89'], '+79123456789'],
  [['8', '912', '345', '67', '89'], '+79123456789'],
]

test(`whatever is put between the digits, a number is read and covered (SEED=${seed})`, () => {
  const random = seeded(seed)
  for (let nth = 0; nth < 3_000; nth++) {
    const [groups, expected] = oneOf(random, numbers)
    const typed = typedNumber(random, groups)
    const says = `SEED=${seed}, ${nth}: ${JSON.stringify(typed)}`
    const dressed = oneOf(random, [typed, `тел. ${typed}`, `${typed} (Viber)`, ` ${typed}\u00a0`, `моб.: ${typed}`])
    expect(readPhone(dressed), says).toBe(expected)
    const [before, after] = oneOf(random, [
      ['Звоните ', ' вечером'],
      ['тел', '.'],
      ['Качели сломаны,', ', жду'],
      ['', ''],
      ['дом 5, ', '; кто видел?'],
    ])
    const shown = coverWords(before + typed + after)
    expect(shown.replace('дом 5', ''), says).not.toMatch(/\d/)
    expect(shown.startsWith(before) && shown.endsWith(after), `${says} ${shown}`).toBe(true)
  }
})

const documents: readonly (readonly string[])[] = [
  ['MP', '1234567'],
  ['МР', '7654321'],
  ['hb', '123', '45', '67'],
  ['45', '03', '123456'],
  ['3250585', 'A', '012', 'PB', '7'],
  ['4111', '1111', '1111', '1111'],
  ['112', '233', '445', '95'],
]
const between = [' ', '\u00a0', '\u202f', '\u2009'] as const

test(`whatever marks and spaces are put into it, a document is covered (SEED=${seed})`, () => {
  const random = seeded(seed + 1)
  for (let nth = 0; nth < 2_000; nth++) {
    const groups = oneOf(random, documents)
    const typed = groups
      .map((group) => [...group].map((sign) => sign + oneOf(random, unseen)).join(''))
      .join(oneOf(random, between))
    const shown = coverWords(`вот: ${typed}, верните`)
    expect(shown, `SEED=${seed}, ${nth}: ${JSON.stringify(typed)}`).toBe('вот: •••, верните')
  }
})

test(`whatever marks, spaces and capitals are put into it, an address is read and covered (SEED=${seed})`, () => {
  const random = seeded(seed + 2)
  for (let nth = 0; nth < 2_000; nth++) {
    const [name, domain, stored] = oneOf(random, [
      ['ivan', 'mail.ru', 'mail.ru'],
      ['ivan.lis+city', 'sub.example.com', 'sub.example.com'],
      ["o'neil", 'example.by', 'example.by'],
      ['info', 'почта.рф', 'xn--80a1acny.xn--p1ai'],
      ['operator', 'xn--80ahi1c.xn--90ais', 'xn--80ahi1c.xn--90ais'],
    ] as const)
    const marked = (text: string) => [...text].map((sign) => sign + oneOf(random, unseen)).join('')
    const at = oneOf(random, ['@', ' @ ', '@ ', '\uff20'] as const)
    const typed = marked(name) + at + marked(random() < 0.5 ? domain.toUpperCase() : domain)
    const says = `SEED=${seed}, ${nth}: ${JSON.stringify(typed)}`
    expect(readEmail(typed), says).toBe(`${name}@${stored}`)
    expect(coverWords(`пишите ${typed}, жду`), says).toBe('пишите •••, жду')
  }
})
