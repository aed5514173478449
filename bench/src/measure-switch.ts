import { quantile } from './median.ts'
import type { PreparedCity } from './prepare-city.ts'
import type { Server } from './start-server.ts'

export interface Switching {
  readonly count: number
  /**
   * Milliseconds from the answer to the switch on one host until the other host acts by it, for somebody who knows of
   * nothing.
   */
  readonly p50: number
  readonly p99: number
  /** Reads on the other host, at once, by whoever switched, that still saw the module as it was. */
  readonly stale: number
}

/** Switches a module on one host and watches the other: two processes, one database. */
export async function measureSwitch(
  [here, there]: readonly [Server, Server],
  { adminToken }: PreparedCity,
  count = 200,
): Promise<Switching> {
  const lags: number[] = []
  let stale = 0
  for (let turn = 0; turn < count; turn++) {
    const enabled = turn % 2 === 0
    const revision = await change(here, adminToken, enabled)
    const at = performance.now()
    const [, gone] = await Promise.all([
      until(async () => (await revisionOf(there)) >= revision).then(() => lags.push(performance.now() - at)),
      isGone(there, revision),
    ])
    if (gone === enabled) stale++
  }
  return { count, p50: quantile(lags, 0.5), p99: quantile(lags, 0.99), stale }
}

async function ask(
  server: Server,
  query: string,
  headers: Record<string, string> = {},
): Promise<{ data?: Record<string, unknown>; errors?: { extensions: { code: string } }[] }> {
  const reply = await fetch(`${server.url}/c/bench/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(10_000),
  })
  return (await reply.json()) as { data?: Record<string, unknown> }
}

/** @returns the city's new revision */
export async function change(server: Server, token: string, enabled: boolean): Promise<number> {
  const { data, errors } = await ask(
    server,
    `mutation { changeModules(changes: [{ module: "spare-1", enabled: ${enabled} }]) { ... on ModulesChanged { revision } } }`,
    { authorization: `Bearer ${token}` },
  )
  if (errors) throw new Error(`the bench cannot switch: ${JSON.stringify(errors)}`)
  return (data!['changeModules'] as { revision: number }).revision
}

const revisionOf = async (server: Server): Promise<number> =>
  ((await ask(server, '{ city { revision } }')).data!['city'] as { revision: number }).revision

const isGone = async (server: Server, revision: number): Promise<boolean> =>
  (await ask(server, '{ spare1Thing0(id: 1) { field0 } }', { 'x-city-revision': String(revision) })).errors?.[0]
    ?.extensions.code === 'MODULE_DISABLED'

async function until(done: () => Promise<boolean>): Promise<void> {
  for (const give = performance.now() + 10_000; !(await done());)
    if (performance.now() > give) throw new Error('the other host has not heard of the switch in ten seconds')
}
