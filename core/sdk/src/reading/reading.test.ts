import { expect, test } from 'vitest'
import { withDots, wordsOf } from '../../test/words.ts'
import { oneOf, seed, seeded, typedNumber } from '../../test/random-typing.ts'
import { coverWords } from './cover-words.ts'
import { emailAddress } from './e-mail-address.ts'
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
