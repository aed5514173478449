import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseInput } from './parse-input.ts'
import { Problem } from './problem.ts'

const schema = z.object({
  name: z.string().trim().min(1).max(5),
  tags: z.array(z.string()).max(1),
  lat: z.number().min(-90).max(90),
  mail: z.email(),
})

const faults = (value: unknown) => {
  try {
    parseInput(schema, value, 'be')
  } catch (error) {
    return error instanceof Problem
      ? Object.fromEntries((error.options.fields ?? []).map((field) => [field.path, field.message]))
      : error
  }
  return 'no fault'
}

test('good input comes back parsed', () => {
  expect(parseInput(schema, { name: ' Сад ', tags: [], lat: 53, mail: 'a@b.by' }, 'ru')).toEqual({
    name: 'Сад',
    tags: [],
    lat: 53,
    mail: 'a@b.by',
  })
})

test('each fault is told by its path, in the language of the request', () => {
  expect(faults({ name: ' ', tags: ['a', 'b'], lat: 91, mail: 'nobody' })).toEqual({
    'input.name': 'Запоўніце гэтае поле.',
    'input.tags': 'Не больш за 1.',
    'input.lat': 'Не больш за 90.',
    'input.mail': 'Тут нешта не так. Праверце, калі ласка.',
  })
  expect(faults({ name: '123456', tags: [], lat: 0 })).toEqual({
    'input.name': 'Занадта доўга: знакаў можа быць да 5.',
    'input.mail': 'Запоўніце гэтае поле.',
  })
  expect(faults('nonsense')).toEqual({ input: 'Тут нешта не так. Праверце, калі ласка.' })
})

test('a rule of the schema’s own brings its own code and words', () => {
  const text = { ru: 'Дважды.', be: 'Двойчы.', en: 'Twice.' }
  const once = z
    .array(z.string())
    .superRefine((_, context) => context.addIssue({ code: 'custom', path: [1], params: { code: 'GIVEN_TWICE', text } }))
  expect(() => parseInput(once, ['a', 'a'], 'be', 'days')).toThrow(
    expect.objectContaining({
      options: expect.objectContaining({
        fields: [{ path: 'days.1', code: 'GIVEN_TWICE', message: 'Двойчы.' }],
      }) as unknown,
    }),
  )
})
