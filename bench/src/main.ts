import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { measureAgainst } from './against.ts'
import { postmasterOf } from './cpu-seconds.ts'
import { measureDelivery } from './measure-delivery.ts'
import { measureComposition } from './measure-composition.ts'
import { measureMemory } from './measure-memory.ts'
import { measureRates } from './measure-rates.ts'
import { measureSpareModule } from './measure-spare-module.ts'
import { measureSwitch } from './measure-switch.ts'
import { measureTokens } from './measure-tokens.ts'
import { prepareCity, type PreparedCity } from './prepare-city.ts'
import { report } from './report.ts'
import { startServer } from './start-server.ts'

/**
 * `npm run bench`: one run, one machine. Every server answers the same list of 20 and the same submit from the same
 * tables with the same statements, by turns. What counts is the processor time of a request, of the server and of the
 * database, and its ratio to the bare limit's: the figures are the machine's, and throughput is its neighbours' too.
 *
 * BENCH_REPORTS: how many reports the city has, a million unless given. BENCH_SECONDS: length of one turn, 5 unless
 * given. BENCH_ROUNDS: turns of each, 3 unless given. `npm run bench -- --short`: 50,000 reports, two turns of 2 s.
 * `--against <checkout>`: nothing but the two requests, here and there.
 */
const {
  values: { short = false, against },
} = parseArgs({ options: { short: { type: 'boolean' }, against: { type: 'string' } } })
const reports = Number(process.env['BENCH_REPORTS'] ?? (short ? 50_000 : 1_000_000))
const seconds = Number(process.env['BENCH_SECONDS'] ?? (short ? 2 : 5))
const rounds = Number(process.env['BENCH_ROUNDS'] ?? (short ? 2 : 3))

const folder = await mkdtemp(join(tmpdir(), 'vmeste-bench-'))
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
try {
  const city = await prepareCity({ databaseUrl: postgres.url, folder, reports })
  const postmaster = await postmasterOf(postgres.folder)
  if (against === undefined) await measureEverything(city, postmaster)
  else await measureAgainst({ checkout: resolve(against), city, folder, seconds, rounds, postmaster })
} finally {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}

async function measureEverything(city: PreparedCity, postmaster: number): Promise<void> {
  const vmeste = await startServer('vmeste', { ...city.env })
  const captured = join(folder, 'captured.json')
  await vmeste.capture(city.requests, captured)
  const others = await Promise.all(
    ['bare', 'apollo', 'mercurius'].map((name) => startServer(name, { ...city.env, BENCH_CAPTURED: captured })),
  )
  const rates = await measureRates({
    servers: [others[0]!, vmeste, ...others.slice(1)],
    requests: city.requests,
    seconds,
    rounds,
    postmaster,
  })
  const tokens = await measureTokens(vmeste, city, seconds)
  const delivery = await measureDelivery(vmeste, city)
  const spare = await measureSpareModule(vmeste, city, seconds, rounds)
  const second = await startServer('vmeste', { ...city.env })
  const switching = await measureSwitch([vmeste, second], city)
  await Promise.all([vmeste, second, ...others].map((server) => server.stop()))
  await postgres.stop()
  report({
    reports,
    seconds,
    rounds,
    rates,
    tokens,
    delivery,
    spare,
    switching,
    composition: measureComposition(),
    memory: await measureMemory(),
  })
}
