import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { measureDelivery } from './measure-delivery.ts'
import { measureComposition } from './measure-composition.ts'
import { measureMemory } from './measure-memory.ts'
import { measureRates } from './measure-rates.ts'
import { measureSpareModule } from './measure-spare-module.ts'
import { measureSwitch } from './measure-switch.ts'
import { measureTokens } from './measure-tokens.ts'
import { prepareCity } from './prepare-city.ts'
import { report } from './report.ts'
import { startServer } from './start-server.ts'

/**
 * `npm run bench`: one run, one machine. Every server answers the same list of 20 and the same submit from the same tables with the
 * same statements, by turns; what counts is the ratio, since the figures are the machine's.
 *
 * BENCH_REPORTS: how many reports the city has, a million unless given. BENCH_SECONDS: length of one turn, 5 unless given.
 */
const reports = Number(process.env['BENCH_REPORTS'] ?? 1_000_000)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 5)

const folder = await mkdtemp(join(tmpdir(), 'vmeste-bench-'))
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
try {
  const city = await prepareCity({ databaseUrl: postgres.url, folder, reports })
  const vmeste = await startServer('vmeste', { ...city.env })
  const captured = join(folder, 'captured.json')
  await vmeste.capture(city.requests, captured)
  const others = await Promise.all(['bare', 'apollo', 'mercurius'].map((name) => startServer(name, { ...city.env, BENCH_CAPTURED: captured })))
  const rates = await measureRates({ servers: [others[0]!, vmeste, ...others.slice(1)], requests: city.requests, seconds })
  const tokens = await measureTokens(vmeste, city, seconds)
  const delivery = await measureDelivery(vmeste, city)
  const spare = await measureSpareModule(vmeste, city, seconds)
  const second = await startServer('vmeste', { ...city.env })
  const switching = await measureSwitch([vmeste, second], city)
  await Promise.all([vmeste, second, ...others].map((server) => server.stop()))
  await postgres.stop()
  report({ reports, seconds, rates, tokens, delivery, spare, switching, composition: measureComposition(), memory: await measureMemory() })
} finally {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
