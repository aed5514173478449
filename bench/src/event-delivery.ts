/**
 * From COMMIT being sent to the first line of a subscriber's handler, and to a live stream on another connection:
 * `node bench/src/event-delivery.ts`. One host, embedded PostgreSQL with its data flushed; also how many events a
 * second a city's subscriber takes, each in a transaction of its own with its receipt.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { civicPlugin } from '@vmeste/civic'
import { createHost } from '@vmeste/host'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { definePlugin, on, z, type Ctx } from '@vmeste/sdk'
import { Migration } from '@vmeste/sdk/storage'

const samples = 400
const burst = 2000
const text = { ru: 'Замер', be: 'Замер', en: 'Measure' }
const ms = (value = Number.NaN): string => `${value.toFixed(1)} ms`
const summary = (values: number[]): string => {
  values.sort((a, b) => a - b)
  return `p50 ${ms(values[Math.floor(values.length * 0.5)])}, p99 ${ms(values[Math.floor(values.length * 0.99)])}`
}

class Empty extends Migration {
  override up(): void {
    this.addSql('select 1')
  }
}

let handle: (n: number) => void = () => undefined
const pulse = definePlugin({
  id: 'pulse',
  engine: '^0.1',
  title: text,
  summary: text,
  storage: { schema: 'pulse', entities: [], migrations: [{ name: '0001-pulse', class: Empty }] },
  emits: { 'pulse.beat@1': z.object({ n: z.number() }) },
  subscribes: [
    on('pulse.beat@1', z.object({ n: z.number() }), async (_ctx, event) => {
      handle(event.data.n)
    }),
  ],
})

const folder = await mkdtemp(join(tmpdir(), 'vmeste-bench-'))
const postgres = await startEmbeddedPostgres(folder)
const host = await createHost({
  databaseUrl: postgres.url,
  secret: 'a secret for measuring only, thirty-two bytes',
  origin: 'http://localhost',
  dataFolder: folder,
  civic: civicPlugin(),
  modules: [pulse],
})
const city = await host.createCity(
  {
    slug: 'uzda',
    name: { ru: 'Узда', be: 'Узда', en: 'Uzda' },
    numberPrefix: 'УЗ',
    centre: { lat: 53.46, lon: 27.21 },
    brand: { colour: '#000000', onColour: '#ffffff' },
  },
  ['pulse'],
)
const ctx: Ctx = host.systemScope(city.id, 'bench').ctx(pulse)
let sent = 0
const beat = (...numbers: number[]): Promise<void> =>
  ctx.db.transaction(async (tx) => {
    for (const n of numbers) tx.emit({ type: 'pulse.beat@1', subject: 'pulse:Beat:1', data: { n } })
    sent = performance.now() // `core.flush` and COMMIT follow
  })

const toHandler: number[] = []
const toStream: number[] = []
const stream = host.events.live(city.id, ['pulse.beat@1'])[Symbol.asyncIterator]()
for (let n = 0; n < samples; n++) {
  const handled = new Promise<number>((resolve) => {
    handle = () => {
      resolve(performance.now())
    }
  })
  const heard = stream.next().then(() => performance.now())
  await beat(n)
  toHandler.push((await handled) - sent)
  toStream.push((await heard) - sent)
  await sleep(5)
}
await stream.return?.()
console.log(`to the handler      ${summary(toHandler)}`)
console.log(`to a live stream    ${summary(toStream)}`)

const all = new Promise<number>((resolve) => {
  let left = burst
  handle = () => {
    if (--left === 0) resolve(performance.now())
  }
})
for (let n = 0; n < burst; n += 100) await beat(...Array.from({ length: 100 }, (_, i) => n + i))
const start = sent
console.log(
  `one subscriber in one city, in order: ${Math.round(burst / (((await all) - start) / 1000))} events a second after the last commit`,
)

await host.stop()
await postgres.stop()
await rm(folder, { recursive: true, force: true })
