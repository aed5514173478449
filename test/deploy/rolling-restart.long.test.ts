import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { startHostProcess, type HostProcess } from '../chaos/host-process.ts'
import { SubmitStorm } from '../chaos/submit-storm.ts'
import { freePort } from '../release/free-port.ts'
import { startCaddy, startPlain } from './balancer.ts'
import { hasTool } from './tool.ts'

const people = 10
const rounds = 2
const name = `rolling_${crypto.randomUUID().slice(0, 8)}`
let owner: pg.Client
let folder = ''
let env: Record<string, string> = {}
let ports: [number, number]
const hosts: HostProcess[] = []

beforeAll(async () => {
  owner = new pg.Client({ connectionString: inject('postgres') })
  await owner.connect()
  await owner.query(`create database ${name}`)
  folder = await mkdtemp(join(tmpdir(), 'vmeste-rolling-'))
  const url = Object.assign(new URL(inject('postgres')), { pathname: `/${name}` }).href
  env = {
    DATABASE_URL: url,
    VMESTE_DATA: folder,
    VMESTE_SECRET: 'the secret that these hosts share, long enough',
    VMESTE_HOSTS: '2',
    VMESTE_DEMO: 'on',
  }
  ports = [await freePort(), await freePort()]
  // the first tells the demonstration its month
  for (const port of ports) hosts.push(await startHostProcess(env, port, 400_000))
}, 600_000)
afterAll(async () => {
  for (const host of hosts) await host.kill('SIGKILL')
  await owner.query(`drop database ${name} with (force)`)
  await owner.end()
  await rm(folder, { recursive: true, force: true })
})

const balancers = [
  ['a plain balancer', startPlain] as const,
  ...(hasTool('caddy', ['version'], 'two hosts were restarted behind a plain balancer only')
    ? [['Caddy as in deploy/compose', startCaddy] as const]
    : []),
]

test.each(balancers)(
  'two hosts are restarted in turn behind %s while people send, and nobody notices',
  async (_, startBalancer) => {
    const balancer = await startBalancer(ports)
    onTestFinished(() => balancer.stop())
    const storm = new SubmitStorm()
    const sending = storm.run(() => balancer.url, people)
    const drained: string[] = []
    for (let round = 0; round < rounds; round++) {
      for (const at of [0, 1] as const) {
        const before = storm.sent.length
        const going = hosts[at]!.kill('SIGTERM')
        // it says that it goes, and only then does
        for (let said = '200'; said.startsWith('200');) {
          said = await fetch(`${hosts[at]!.url}/health/ready`).then(
            async (reply) => `${reply.status} ${((await reply.json()) as { status: string }).status}`,
          )
          if (!said.startsWith('200')) drained.push(said)
        }
        await going
        hosts[at] = await startHostProcess(env, ports[at])
        expect(storm.sent.length, 'people went on sending').toBeGreaterThan(before)
        // the balancer has seen that it is back before the other one goes
        await new Promise((resolve) => {
          setTimeout(resolve, 2_500)
        })
      }
    }
    storm.stop()
    await sending
    expect(storm.failures).toEqual([])
    expect(storm.refusals).toEqual([])
    expect(drained).toEqual(drained.map(() => '503 draining'))
    const inside = new pg.Client({
      connectionString: Object.assign(new URL(inject('superuser')), { pathname: `/${name}` }).href,
    })
    await inside.connect()
    const { rows } = await inside.query<{ number: string; text: string }>(
      `select number, text from appeals.report where text = any($1)`,
      [storm.sent.map(({ key }) => `Яма ${key}`)],
    )
    await inside.end()
    expect(new Set(rows.map(({ number, text }) => `${text} ${number}`))).toEqual(
      new Set(storm.sent.map(({ key, numbers }) => `Яма ${key} ${numbers[0]}`)),
    )
    expect(rows.length, 'each once').toBe(storm.sent.length)
    console.log(
      `${balancer.name}: ${rounds * 2} restarts under ${people} people, ${storm.sent.length} reports, 0 failed`,
    )
  },
)

test('the hosts together open no more connections than they say', async () => {
  const {
    rows: [seen],
  } = await owner.query<{ n: number }>(`select count(*)::int as n from pg_stat_activity where datname = $1`, [name])
  // 5 parts, 8 each, one more each to try, and 8 beside: docs/operations.md, «Several hosts»
  expect(seen!.n).toBeLessThanOrEqual(2 * 53)
})
