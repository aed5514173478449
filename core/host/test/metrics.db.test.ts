import { spawnSync } from 'node:child_process'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { read, root } from '../../../test/workspace.ts'
import { requireReader } from '../src/operations/metrics/create-metrics.ts'
import { notes } from './notes-plugin.ts'

let open: TestHost
let closed: TestHost
const token = 'a-token-of-some-length'
beforeAll(async () => {
  const postgres = inject('postgres')
  ;[open, closed] = await Promise.all([
    createTestHost({ postgres, modules: [notes] }),
    createTestHost({ postgres, host: { metricsToken: token } }),
  ])
})
afterAll(async () => {
  await open.stop()
  await closed.stop()
})

const printed = async (): Promise<string> => (await open.fetch('/metrics')).text()
const value = (text: string, line: string): number =>
  Number(
    text
      .split('\n')
      .find((each) => each.startsWith(`${line} `))
      ?.split(' ')[1] ?? NaN,
  )

test('requests are counted by door and outcome, calls by module, and no label grows with what strangers ask', async () => {
  await open.graph('uzda', '{ notes { text } }')
  await open.graph('uzda', '{ city { slug } }', {}, { as: 'operator.uzda' })
  for (let i = 0; i < 50; i++) await open.fetch(`/c/uzda/somebody/${i}`)
  await open.fetch('/c/uzda/graphql?x=1', { method: 'PUT' })
  await expect.poll(async () => value(await printed(), 'vmeste_requests_total{door="page",outcome="4xx"}')).toBe(50)
  const text = await printed()
  expect(value(text, 'vmeste_requests_total{door="graph",outcome="2xx"}')).toBe(2)
  expect(value(text, 'vmeste_request_duration_seconds_count{door="graph"}')).toBeGreaterThanOrEqual(2)
  expect(value(text, 'vmeste_module_calls_total{module="notes",outcome="well"}')).toBeGreaterThan(0)
  expect(value(text, 'vmeste_check_state{check="database"}')).toBe(0)
  expect(value(text, 'vmeste_pool_bound{unit="notes"}')).toBeGreaterThan(0)
  expect(value(text, 'vmeste_module_heap_bytes{module="platform"}')).toBeGreaterThanOrEqual(0)
  expect(value(text, 'process_cpu_seconds_total')).toBeGreaterThan(0)
  expect(text).not.toMatch(/uzda|somebody|operator/)
  // there is no backup yet: no number, as Prometheus writes it
  expect(text).toContain('\nvmeste_backup_age_seconds NaN\n')
  const series = text.split('\n').filter((line) => line.startsWith('vmeste_')).length
  for (let i = 0; i < 50; i++) await open.fetch(`/nowhere-${i}/x`)
  expect((await printed()).split('\n').filter((line) => line.startsWith('vmeste_')).length).toBeLessThanOrEqual(
    series + 1,
  )
})

test('only this machine may read it, or whoever has the token; never through a proxy', async () => {
  const status = async (town: TestHost, headers: Record<string, string> = {}) =>
    (await town.fetch('/metrics', { headers })).status
  expect(await status(open)).toBe(200)
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])
    expect([
      name,
      await status(open, { [name]: '127.0.0.1' }),
      await status(closed, { [name]: '127.0.0.1', authorization: `Bearer ${token}` }),
    ]).toEqual([name, 404, 404])
  expect([await status(closed), await status(closed, { authorization: `Bearer ${token}` })]).toEqual([200, 200])
})

test('another machine needs the token, and where none is set it is told that there is nothing', () => {
  const asked = (remoteAddress: string, wanted: string | undefined, authorization?: string) => {
    try {
      requireReader({ headers: { authorization }, socket: { remoteAddress } }, wanted)
    } catch (error) {
      return (error as { code: string }).code
    }
    return 'read'
  }
  for (const here of ['127.0.0.1', '127.9.0.1', '::1', '::ffff:127.0.0.1'])
    expect([here, asked(here, token), asked(here, undefined)]).toEqual([here, 'read', 'read'])
  for (const away of ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1', '']) {
    expect([
      asked(away, undefined),
      asked(away, undefined, `Bearer ${token}`),
      asked(away, token),
      asked(away, token, 'Bearer another-of-that-len'),
      asked(away, token, `Bearer ${token}`),
    ]).toEqual(['ADDRESS_UNKNOWN', 'ADDRESS_UNKNOWN', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'read'])
    // the name of the scheme is of any case, the token is not
    expect([asked(away, token, `bearer ${token}`), asked(away, token, `Bearer ${token.toUpperCase()}`)]).toEqual([
      'read',
      'UNAUTHENTICATED',
    ])
  }
})

test('whoever leaves before the answer is counted as that', async () => {
  const { port } = new URL(open.url)
  const asked = request({
    port,
    path: '/c/uzda/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': 100 },
  })
  asked.on('error', () => undefined)
  await new Promise<void>((sent) => {
    asked.write('{', () => {
      sent()
    })
  })
  asked.destroy()
  await expect.poll(async () => value(await printed(), 'vmeste_requests_total{door="graph",outcome="left"}')).toBe(1)
})

/** Names of metrics in a file; those of a histogram by their stem. */
const named = (text: string): string[] =>
  [...new Set([...text.matchAll(/\b(?:vmeste|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => name))].sort()

test('every metric of the alerts and of the dashboard is one that a host prints', async () => {
  const there = new Set(
    [...(await printed()).matchAll(/^# TYPE (\S+) (\w+)/gm)].flatMap(([, name, type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name!],
    ),
  )
  for (const file of ['deploy/prometheus/alerts.yml', 'deploy/grafana/vmeste.json']) {
    const names = named(read(file))
    expect(names.length).toBeGreaterThan(5)
    expect([file, names.filter((name) => !there.has(name))]).toEqual([file, []])
  }
  const panels = (JSON.parse(read('deploy/grafana/vmeste.json')) as { panels: { id: number; title: string }[] }).panels
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
})

test.runIf(spawnSync('promtool', ['--version']).status === 0)(
  'Prometheus takes the alerts, and what a host prints',
  async () => {
    const rules = spawnSync('promtool', ['check', 'rules', `${root}/deploy/prometheus/alerts.yml`], {
      encoding: 'utf8',
    })
    expect([rules.status, rules.stderr]).toEqual([0, ''])
    const metrics = spawnSync('promtool', ['check', 'metrics'], { encoding: 'utf8', input: await printed() })
    // what the library names itself is not ours to judge
    expect(`${metrics.stdout}${metrics.stderr}`.split('\n').filter((line) => line.startsWith('vmeste_'))).toEqual([])
  },
)
