import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { definePlugin, on, z } from '@vmeste/sdk'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { bell, ledger, lines, ring } from '../../test/doubles/event-plugins.ts'

const text = { ru: 'Обжора', be: 'Абжора', en: 'Hog' }
const handlers = Array.from({ length: 8 }, (_, i) => `h${i}`)
const hanging = { on: true, started: 0, now: 0, most: 0, jobs: 0 }
const heard = new Map<string, number[]>(handlers.map((name) => [name, []]))
const forever = async (): Promise<void> => {
  hanging.started++
  hanging.most = Math.max(hanging.most, ++hanging.now)
  setTimeout(() => {
    hanging.now--
  }, handlerMs)
  await new Promise(() => undefined)
}
/** Eight handlers and two jobs that never end. */
const hog = definePlugin({
  id: 'hog',
  engine: '^0.1',
  title: text,
  summary: text,
  storage: { schema: 'hog', entities: [], migrations: [] },
  subscribes: handlers.map((name) =>
    on(
      'bell.rung@1',
      z.object({ n: z.number() }),
      async (_ctx, event) => {
        if (hanging.on) await forever()
        heard.get(name)!.push(event.data.n)
      },
      { name },
    ),
  ),
  jobs: Object.fromEntries(
    ['a', 'b', 'c'].map((name) => [
      name,
      {
        cron: '0 3 * * *',
        run: async () => {
          hanging.jobs++
          await new Promise(() => undefined)
        },
      },
    ]),
  ),
})

const handlerMs = 1_500
const restMs = 6_000
let city: TestHost
beforeAll(async () => {
  city = await createTestHost({
    postgres: inject('postgres'),
    modules: [bell, ledger, hog],
    host: {
      eventsTuning: { handlerMs, jobMs: 60_000, backoffMs: () => 50, attempts: 100, sweepMs: 400 },
      healthTuning: { restMs, windowMs: 600_000 },
    },
  })
})
afterAll(() => city.stop())

const uzda = () => city.host.store.bySlug('uzda')!.city.id
const ctxOf = (module: string, slug = 'uzda') =>
  city.host.systemScope(city.host.store.bySlug(slug)!.city.id, 'test').ctx(city.host.registry.find(module)!)
const state = () => city.host.health.of('hog', uzda())?.state

test('14. while a module’s handlers and jobs hang, the others’ deliveries go out at once; the module rests, and has all of its own later', async () => {
  for (const job of ['a', 'b', 'c']) await city.host.events.runJob('hog', job)
  const waits: number[] = []
  for (let n = 1; n <= 4; n++) {
    const from = performance.now()
    await ring(ctxOf('bell'), n)
    await expect.poll(() => lines(ctxOf('ledger')), { timeout: 20_000, interval: 20 }).toHaveLength(n)
    waits.push(performance.now() - from)
    await new Promise((resolve) => {
      setTimeout(resolve, 300)
    })
  }
  expect(Math.max(...waits), 'nobody has waited for one that hangs').toBeLessThan(handlerMs)
  expect(hanging.jobs).toBe(2)
  expect(hanging.most).toBeLessThanOrEqual(2)

  await expect.poll(state, { timeout: 15_000 }).toBe('UNHEALTHY')
  // what was let through right before is on its way still
  await new Promise((resolve) => {
    setTimeout(resolve, 500)
  })
  const { started } = hanging
  await new Promise((resolve) => {
    setTimeout(resolve, restMs / 3)
  })
  expect(hanging.started, 'a module at rest is not called').toBe(started)

  hanging.on = false
  await ring(ctxOf('bell'), 5)
  await expect
    .poll(() => [...heard.values()], { timeout: 30_000 })
    .toEqual(handlers.map(() => expect.arrayContaining([1, 2, 3, 4, 5]) as number[]))
  expect(state()).toBe('HEALTHY')
  expect(await lines(ctxOf('ledger'))).toEqual([1, 2, 3, 4, 5])
}, 90_000)
