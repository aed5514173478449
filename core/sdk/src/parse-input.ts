import type { z } from 'zod'
import { Problem, type FieldProblem } from './problem.ts'
import { textSchema, type Lang, type Text } from './text.ts'

type Issue = z.core.$ZodIssue

const texts = {
  whole: {
    ru: 'Проверьте, пожалуйста, отмеченные поля.',
    be: 'Праверце, калі ласка, пазначаныя палі.',
    en: 'Please check the marked fields.',
  },
  needed: { ru: 'Заполните это поле.', be: 'Запоўніце гэтае поле.', en: 'Please fill this in.' },
  long: {
    ru: 'Слишком длинно: знаков может быть до {max}.',
    be: 'Занадта доўга: знакаў можа быць да {max}.',
    en: 'Too long. Characters at most: {max}.',
  },
  short: {
    ru: 'Слишком коротко: нужно знаков от {min}.',
    be: 'Занадта коратка: трэба знакаў ад {min}.',
    en: 'Too short. Characters at least: {min}.',
  },
  many: { ru: 'Не больше {max}.', be: 'Не больш за {max}.', en: 'At most {max}.' },
  few: { ru: 'Не меньше {min}.', be: 'Не менш за {min}.', en: 'At least {min}.' },
  wrong: {
    ru: 'Здесь что-то не так. Проверьте, пожалуйста.',
    be: 'Тут нешта не так. Праверце, калі ласка.',
    en: 'Something is wrong here. Please check.',
  },
} satisfies Record<string, Text>

/**
 * Checks what came from outside against a schema, at most the first twenty faults, in words for whoever typed it.
 *
 * A rule of the schema's own may bring its words: `context.addIssue({ code: 'custom', params: { code: 'DAY_TWICE', text
 * } })`.
 *
 * @param path name of the argument, which begins the path of every fault: `input.photos.0`
 * @throws Problem `INPUT_INVALID` with one entry in `fields` for each fault
 * @example const input = parseInput(departmentSchema, args.input, ctx.lang)
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, lang: Lang, path = 'input'): z.output<S> {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.slice(0, 20).map((issue): FieldProblem => {
    const { code, text, params } = describe(issue)
    return {
      path: [path, ...issue.path.map(String)].join('.'),
      code,
      message: new Problem(code, text, { params }).messageIn(lang),
    }
  })
  throw new Problem('INPUT_INVALID', texts.whole, { fields, path: fields[0]?.path ?? path })
}

function describe(issue: Issue): { code: string; text: Text; params: Record<string, number> } {
  if (issue.code === 'custom') {
    const text = textSchema.safeParse(issue.params?.['text'])
    if (text.success) return { code: String(issue.params?.['code'] ?? 'CUSTOM'), text: text.data, params: {} }
  }
  const { key, params } = standard(issue)
  return { code: issue.code.toUpperCase(), text: texts[key], params }
}

function standard(issue: Issue): { key: keyof typeof texts; params: Record<string, number> } {
  if (issue.code === 'invalid_type' && (issue.input === undefined || issue.input === null))
    return { key: 'needed', params: {} }
  if (issue.code === 'too_big')
    return { key: issue.origin === 'string' ? 'long' : 'many', params: { max: Number(issue.maximum) } }
  if (issue.code === 'too_small') {
    if (issue.origin === 'string' && Number(issue.minimum) === 1) return { key: 'needed', params: {} }
    return { key: issue.origin === 'string' ? 'short' : 'few', params: { min: Number(issue.minimum) } }
  }
  return { key: 'wrong', params: {} }
}
