import { definePlugin, on, onEach, z, type Plugin, type PluginDefinition } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import { eventMisfits, requireContractFit } from './contract-fit.ts'

const text = { ru: 'Проверка', be: 'Праверка', en: 'Test' }
const plugin = (id: string, more: Partial<PluginDefinition>): Plugin =>
  definePlugin({ id, engine: '^0.1', title: text, summary: text, ...more })
const handle = async (): Promise<void> => undefined

const appeals = plugin('appeals', {
  emits: { 'appeals.report.closed@1': z.object({ report: z.uuid(), department: z.string().nullable() }) },
  provides: [{ name: 'rateable@1', type: 'Report', events: { finished: 'appeals.report.closed@1' } }],
})
const desks = plugin('desks', {
  emits: { 'desks.visit.ended@1': z.object({ visit: z.string() }) },
  provides: [{ name: 'rateable@1', type: 'Visit', events: { finished: 'desks.visit.ended@1' } }],
})

test('a handler that asks for more than is guaranteed stops the start, named with the field', () => {
  const strays = plugin('stray-animals', {
    subscribes: [on('appeals.report.closed@1', z.object({ report: z.uuid(), department: z.string() }), handle)],
  })
  expect(eventMisfits([strays, appeals])).toEqual([
    {
      consumer: 'stray-animals',
      handler: 'appeals.report.closed@1',
      producer: 'appeals',
      type: 'appeals.report.closed@1',
      reason: 'data.department: the producer may send null, "stray-animals" takes text',
    },
  ])
  expect(() => {
    requireContractFit([appeals, strays])
  }).toThrow(
    /^handler "appeals\.report\.closed@1" of "stray-animals" cannot rely on "appeals\.report\.closed@1" of "appeals": data\.department: /,
  )
})

test('an event that nobody emits leaves the subscription asleep', () => {
  const strays = plugin('stray-animals', {
    subscribes: [on('appeals.report.closed@2', z.object({ anything: z.string() }), handle)],
  })
  expect(() => {
    requireContractFit([appeals, strays])
  }).not.toThrow()
})

test('what is asked of a capability’s event is asked of every provider', () => {
  const stars = (schema: z.ZodType): Plugin =>
    plugin('stars', { subscribes: [onEach('rateable@1', 'finished', schema, handle)] })
  expect(eventMisfits([appeals, stars(z.object({})), desks])).toEqual([])
  expect(eventMisfits([appeals, stars(z.object({ report: z.string() })), desks])).toMatchObject([
    {
      producer: 'desks',
      type: 'desks.visit.ended@1',
      reason: 'data.report: the producer does not give it, "stars" needs it',
    },
  ])
})
