/**
 * What the check of a token costs: `node bench/src/tokens.ts`, a part of `npm run bench` that can be run alone.
 * BENCH_REPORTS: how many reports the city has, 20,000 unless given. BENCH_SECONDS: length of the turn of list
 * requests, 5 unless given.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { measureTokens } from './measure-tokens.ts'
import { prepareCity } from './prepare-city.ts'
import { tokenLine } from './report.ts'
import { startServer } from './start-server.ts'

const folder = await mkdtemp(join(tmpdir(), 'vmeste-bench-'))
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
try {
  const city = await prepareCity({
    databaseUrl: postgres.url,
    folder,
    reports: Number(process.env['BENCH_REPORTS'] ?? 20_000),
  })
  const vmeste = await startServer('vmeste', { ...city.env })
  await vmeste.capture(city.requests, join(folder, 'captured.json'))
  console.log(tokenLine(await measureTokens(vmeste, city, Number(process.env['BENCH_SECONDS'] ?? 5))))
  await vmeste.stop()
} finally {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
