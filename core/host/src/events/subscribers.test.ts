import { expect, test } from 'vitest'
import { definePlugin, on, z, type PluginDefinition } from '@vmeste/sdk'
import { cronOf } from './schedule-jobs.ts'
import { concerns, Subscribers } from './subscribers.ts'

const text = { ru: 'Проверка', be: 'Праверка', en: 'Test' }
const plugin = (definition: Partial<PluginDefinition>) =>
  definePlugin({
    id: 'ledger',
    engine: '^0.1',
    title: text,
    summary: text,
    storage: { schema: 'ledger', entities: [], migrations: [] },
    ...definition,
  })
const hear = (name?: string) => on('bell.rung@1', z.object({}), async () => undefined, name ? { name } : {})
const job = (cron: string) => ({ cron, run: async () => undefined })

test('handlers are found by type, jobs by name', () => {
  const subscribers = new Subscribers([
    plugin({ subscribes: [hear(), hear('again')], jobs: { count: job('0 3 * * *') } }),
  ])
  expect(subscribers.of('bell.rung@1').map((each) => each.id)).toEqual(['ledger/bell.rung@1', 'ledger/again'])
  expect(subscribers.of('bell.other@1')).toEqual([])
  expect(subscribers.idsOf('ledger')).toEqual(['ledger/bell.rung@1', 'ledger/again', 'ledger/job:count'])
  expect(cronOf(subscribers)).toEqual([
    { task: 'tick', cron: '0 3 * * *', identifier: 'ledger/job:count', payload: { subscriber: 'ledger/job:count' } },
  ])
})

test('an event that says nothing of what it is sorted by concerns everybody', () => {
  const schema = z.object({ again: z.boolean().optional(), held: z.boolean().optional() })
  const once = on('bell.rung@1', schema, async () => undefined, { unless: { again: false } })
  const both = on('bell.rung@1', schema, async () => undefined, { name: 'both', unless: { again: false, held: true } })
  const subscribers = new Subscribers([
    plugin({ subscribes: [once, both, on('bell.other@1', schema, async () => undefined)] }),
  ])
  expect(subscribers.told).toEqual(['bell.rung@1'])
  const data = [null, {}, { again: true }, { again: false }, { again: false, held: true }]
  expect(data.map((each) => [concerns(once, each), concerns(both, each)])).toEqual([
    [true, true],
    [true, true],
    [true, true],
    [false, true],
    [false, false],
  ])
})

test.each([
  ['VMESTE_SUBSCRIBER_TWICE', { subscribes: [hear(), hear()] }],
  ['VMESTE_PLUGIN_NO_STORAGE', { subscribes: [hear()], storage: undefined }],
  ['VMESTE_JOB_CRON', { jobs: { count: job('every morning') } }],
  ['VMESTE_JOB_CRON', { jobs: { count: job('61 * * * *') } }],
])('%s stops the start', (code, definition) => {
  expect(() => cronOf(new Subscribers([plugin(definition as Partial<PluginDefinition>)]))).toThrow(
    expect.objectContaining({ code }),
  )
})
