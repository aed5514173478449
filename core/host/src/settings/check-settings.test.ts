import { expect, test } from 'vitest'
import { definePlugin, describeSettings, secret, setting, z, type Text } from '@vmeste/sdk'
import { verifyPlugin } from '../plugins/verify-plugin.ts'

const text: Text = { ru: 'Слово', be: 'Слова', en: 'Word' }
const said = setting({ title: text })
const withSettings = (shape: z.ZodRawShape) => () =>
  verifyPlugin(
    definePlugin({ id: 'parking', engine: '^0.1', title: text, summary: text, settings: z.object(shape) }),
    [],
  )

test('settings that a form can show are taken, and their description carries bounds, words and no value of a secret', () => {
  const shape = {
    radius: z
      .int()
      .min(1)
      .max(9)
      .default(3)
      .meta(setting({ title: text, unit: text })),
    open: z.boolean().default(true).meta(said),
    kind: z
      .enum(['a', 'b'])
      .default('a')
      .meta(setting({ title: text, choices: { a: text, b: text } })),
    words: z.array(z.string().max(9)).max(4).default([]).meta(said),
    duty: z
      .string()
      .max(40)
      .default('')
      .meta(setting({ title: text, choices: { '': text } }, { from: 'departments' })),
    key: secret().meta(setting({ title: text }, { neededFor: 'on' })),
  }
  expect(withSettings(shape)).not.toThrow()
  expect(describeSettings(z.object(shape))).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    properties: {
      radius: { type: 'integer', minimum: 1, maximum: 9, default: 3, title: 'Word', says: { unit: text } },
      key: { secret: true, writeOnly: true, neededFor: 'on', default: '' },
    },
  })
})

test.each([
  ['no default', { days: z.int().meta(said) }, 'VMESTE_PLUGIN_SETTINGS', 'days'],
  ['no bound of a text', { name: z.string().default('').meta(said) }, 'VMESTE_PLUGIN_SETTINGS', 'name'],
  [
    'no bound of a list',
    { names: z.array(z.string().max(9)).default([]).meta(said) },
    'VMESTE_PLUGIN_SETTINGS',
    'names',
  ],
  [
    'a type without a field',
    { place: z.object({ lat: z.number() }).default({ lat: 1 }).meta(said) },
    'VMESTE_PLUGIN_SETTINGS',
    'place',
  ],
  [
    'what JSON cannot say',
    { day: z.string().max(9).transform(Number).default(1).meta(said) },
    'VMESTE_PLUGIN_SETTINGS',
    'form',
  ],
  [
    'a secret number',
    {
      pin: z
        .int()
        .default(1)
        .meta({ ...said, secret: true }),
    },
    'VMESTE_PLUGIN_SETTINGS',
    'pin',
  ],
  ['no title', { days: z.int().default(1) }, 'VMESTE_PLUGIN_TEXT_MISSING', 'setting days'],
  [
    'no Belarusian',
    {
      days: z
        .int()
        .default(1)
        .meta(setting({ title: { ...text, be: '' } })),
    },
    'VMESTE_PLUGIN_TEXT_MISSING',
    '"be"',
  ],
  [
    'a choice of the city that is made beforehand',
    {
      duty: z
        .string()
        .max(40)
        .default('HOUS')
        .meta(setting({ title: text, choices: { '': text } }, { from: 'departments' })),
    },
    'VMESTE_PLUGIN_SETTINGS',
    'duty',
  ],
  [
    'a choice of the city with no word for none',
    {
      duty: z
        .string()
        .max(40)
        .default('')
        .meta(setting({ title: text }, { from: 'departments' })),
    },
    'VMESTE_PLUGIN_TEXT_MISSING',
    'choice  of setting duty',
  ],
  [
    'a choice without a name',
    {
      kind: z
        .enum(['a', 'b'])
        .default('a')
        .meta(setting({ title: text, choices: { a: text } })),
    },
    'VMESTE_PLUGIN_TEXT_MISSING',
    'choice b',
  ],
])('%s is refused with a code and the name of the setting', (_what, shape: z.ZodRawShape, code, name) => {
  expect(withSettings(shape)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(name) as string }),
  )
})
