import { definePlugin, z } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import { checkEvent } from './module-ctx.ts'

const text = { ru: 'Звонок', be: 'Званок', en: 'Bell' }
const bell = definePlugin({
  id: 'bell',
  engine: '^0.1',
  title: text,
  summary: text,
  emits: { 'bell.rung@1': z.object({ tone: z.string() }) },
})

test('what an event does not declare stays at home', () => {
  expect(
    checkEvent(bell, {
      type: 'bell.rung@1',
      subject: 'bell:Bell:1',
      data: { tone: 'low', phone: '+375 29 000-00-00' },
    }),
  ).toEqual({ type: 'bell.rung@1', subject: 'bell:Bell:1', data: { tone: 'low' } })
  expect(() => checkEvent(bell, { type: 'bell.rung@1', subject: 'bell:Bell:1', data: {} })).toThrow(
    /another shape than it guarantees \(tone:/,
  )
})
