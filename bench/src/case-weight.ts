/**
 * What one case weighs, for docs/capacity.md: `node bench/src/case-weight.ts [cases]`, 120 unless given. Whole lives
 * over real HTTP on the embedded PostgreSQL with its data flushed: rows, bytes, log, files, processor time,
 * connections. The service has four people, each of whom is told of every case.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { liveCase, putPhoto, type Photos } from './case-weight/live-case.ts'
import { makePhoto, sentByPortal } from './case-weight/make-photo.ts'
import { openTown } from './case-weight/open-town.ts'
import { weigh, type Weight } from './case-weight/weigh.ts'
import { cpuSeconds, databaseCpuSeconds, postmasterOf } from './cpu-seconds.ts'

const cases = Number(process.argv[2] ?? 120)
const fullPhotos = 20
const folder = await mkdtemp(join(tmpdir(), 'vmeste-case-'))
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
const owner = new pg.Client({ connectionString: postgres.superuserUrl })
try {
  await owner.connect()
  const town = await openTown(postgres.url, folder)
  const whole12 = await makePhoto()
  const photos: Photos = { before: await sentByPortal(whole12), after: await sentByPortal(await makePhoto()) }
  const postmaster = await postmasterOf(postgres.folder)
  const cpu = async (): Promise<readonly [number, number]> => [
    await cpuSeconds(process.pid),
    await databaseCpuSeconds(postmaster),
  ]

  const executorAt = (i: number): string => town.executors[i % town.executors.length]!
  // pages that are begun, statements that are prepared, code that is compiled: none of that is a case's
  for (let i = 0; i < 20; i++) await whole(i)
  const before = await weigh(owner, folder)
  const start = await cpu()
  const lives = Array.from({ length: cases }, (_, i) => liveCase(town, photos, executorAt(i)))
  for (const { upload } of lives) await upload()
  const uploaded = await cpu()
  let connections = 0
  for (let at = 0; at < cases; at += 8) {
    await Promise.all(lives.slice(at, at + 8).map(({ work }) => work()))
    const {
      rows: [now],
    } = await owner.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    connections = Math.max(connections, now!.n)
  }
  await town.host.events.idle()
  const worked = await cpu()
  const after = await weigh(owner, folder)
  const [fullFrom] = await cpu()
  for (let i = 0; i < fullPhotos; i++)
    await putPhoto(town, crypto.randomUUID(), whole12, { 'x-device': crypto.randomUUID() })
  const [fullTo] = await cpu()
  print(
    before,
    after,
    {
      uploadHost: uploaded[0] - start[0],
      uploadDatabase: uploaded[1] - start[1],
      workHost: worked[0] - uploaded[0],
      workDatabase: worked[1] - uploaded[1],
    },
    connections,
    photos,
  )
  const full = ((fullTo - fullFrom) * 1000) / fullPhotos
  console.log(
    `  a whole photo of a phone (${mb(whole12.length)}, a browser without scripts): ${full.toFixed(0)} ms of the host\n`,
  )
  await town.host.stop()

  async function whole(i: number): Promise<void> {
    const life = liveCase(town, photos, executorAt(i))
    await life.upload()
    await life.work()
  }
} finally {
  await owner.end()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
// what may still be open towards a host that is gone is none of the measurement
process.exit(0)

interface Cpu {
  readonly uploadHost: number
  readonly uploadDatabase: number
  readonly workHost: number
  readonly workDatabase: number
}

function print(before: Weight, after: Weight, cpu: Cpu, connections: number, photos: Photos): void {
  const grown = [...after.rows]
    .map(([name, rows]) => ({
      name,
      rows: (rows - (before.rows.get(name) ?? 0)) / cases,
      bytes: ((after.bytes.get(name) ?? 0) - (before.bytes.get(name) ?? 0)) / cases,
    }))
    .filter(({ rows, bytes }) => rows > 0.05 || bytes > 20)
    .sort((a, b) => b.bytes - a.bytes)
  const total = grown.reduce((sum, { rows, bytes }) => ({ rows: sum.rows + rows, bytes: sum.bytes + bytes }), {
    rows: 0,
    bytes: 0,
  })
  const fleeting = grown
    .filter(({ name }) => /^core\.(outbox|delivery)$/.test(name))
    .reduce((sum, { bytes }) => sum + bytes, 0)
  const [each, perPhoto] = [
    (seconds: number) => ((seconds * 1000) / cases).toFixed(1),
    (after.fileBytes - before.fileBytes) / (2 * cases),
  ]
  const sent = mb(photos.before.length)
  console.log(
    `\n  ${cases} cases, each with two photos of ${sent} as the portal sends them, from the report to its confirmation\n`,
  )
  for (const { name, rows, bytes } of grown)
    console.log(`    ${name.padEnd(32)}${rows.toFixed(1).padStart(6)} rows ${kb(bytes).padStart(9)}`)
  console.log(`\n  database: ${total.rows.toFixed(1)} rows, ${kb(total.bytes)} a case with indexes`)
  console.log(`    of which events and their deliveries, kept 30 days: ${kb(fleeting)}`)
  console.log(`  log of the database (WAL): ${kb((after.walBytes - before.walBytes) / cases)} a case`)
  console.log(`  files: ${kb(perPhoto)} a photo, in ${((after.files - before.files) / (2 * cases)).toFixed(0)} files`)
  console.log(
    `  processor time of a photo: ${each(cpu.uploadHost / 2)} + ${each(cpu.uploadDatabase / 2)} ms (host with the asker, and database)`,
  )
  console.log(`  of the rest of a case: ${each(cpu.workHost)} + ${each(cpu.workDatabase)} ms`)
  console.log(`  connections of one host: ${connections}\n`)
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
