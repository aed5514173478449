import { aboutPeople, definePlugin, type Ctx, type PersonalData } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import { eraseHeld, gather, heldAbout } from './held-about.ts'
import { subjectOf } from './subject.ts'

const text = { ru: 'а', be: 'а', en: 'a' }
const plugin = (id: string, personalData: readonly PersonalData[]) =>
  definePlugin({ id, engine: '^0.1', title: text, summary: text, personalData })
const scope = { ctx: () => ({}) as Ctx }
const asked: string[] = []

/** As modules were written before contacts counted. */
const byKeyAlone = plugin('old', [
  {
    table: 'old',
    columns: ['person'],
    purpose: text,
    retentionMonths: 12,
    export: async (_ctx, key) => [{ key }],
    erase: async (_ctx, key) => asked.push(`old ${key}`),
  },
])
const ofThings = (id: string) =>
  plugin(id, [
    aboutPeople({
      table: id,
      columns: ['person'],
      purpose: text,
      retentionMonths: 12,
      ...(id === 'new' && { things: async (_ctx, { emails }) => emails.map((email) => `new:Thing:${email}`) }),
      export: async (_ctx, { things }) => things.map((thing) => ({ thing })),
      erase: async (_ctx, { things }) => asked.push(`${id} ${things.join()}`),
    }),
  ])

test('a module that knows keys alone is asked by each of them; what hangs on a thing is found after the thing', async () => {
  const plugins = [ofThings('civic'), byKeyAlone, ofThings('new')]
  const whole = await gather(scope, plugins, subjectOf({ accounts: ['i|1', 'i|2'], emails: ['a@b.by'] }))
  expect(whole.things).toEqual(['new:Thing:a@b.by'])
  const held = await heldAbout(scope, plugins, whole)
  expect(held.map(({ module, rows }) => [module.id, rows.length])).toEqual([
    ['old', 2],
    ['new', 1],
    ['civic', 1],
  ])
  await eraseHeld(scope, plugins, whole)
  expect(asked).toEqual(['old i|1', 'old i|2', 'new new:Thing:a@b.by', 'civic new:Thing:a@b.by'])
})

test('by its old door a declaration of today is asked by a key', async () => {
  const [data] = ofThings('new').personalData!
  expect(await data!.export({} as Ctx, 'i|1')).toEqual([])
})
