import autocannon from 'autocannon'
import { cpuSeconds, databaseCpuSeconds } from './cpu-seconds.ts'
import type { Requests } from './prepare-city.ts'
import { plainList, plainSubmit } from './servers/plain-queries.ts'
import type { Server } from './start-server.ts'
import { trustedId } from './trusted-id.ts'

export type Load = 'list' | 'submit'
export interface Rate {
  readonly server: string
  readonly load: Load
  /** Processor time of one request, of the server and of the database, in microseconds: what counts. */
  readonly serverMicroseconds: number
  readonly databaseMicroseconds: number
  /** Beside it, for whoever wants to know. */
  readonly perSecond: number
  readonly p99: number
  readonly failed: number
}

interface Turn {
  readonly server: Server
  readonly label: string
  readonly door: 'trusted' | 'apollo' | 'plain'
}

export interface RateOptions {
  readonly servers: readonly Server[]
  readonly requests: Requests
  readonly seconds: number
  readonly rounds: number
  /** Process of the database that all of them use. */
  readonly postmaster: number
}

/**
 * What a request costs every contender, by turns, median of the rounds. The platform is measured through both its
 * doors.
 */
export async function measureRates({ servers, requests, seconds, rounds, postmaster }: RateOptions): Promise<Rate[]> {
  const turns = servers.flatMap((server): Turn[] =>
    server.name === 'vmeste'
      ? [
          { server, label: 'Vmeste, recorded document', door: 'trusted' },
          { server, label: 'Vmeste, any document', door: 'apollo' },
        ]
      : [{ server, label: labels[server.name] ?? server.name, door: 'plain' }],
  )
  const seen = new Map<string, Rate[]>()
  for (const load of ['list', 'submit'] as const) {
    for (const { server, door } of turns) await turn(server, door, load, requests, 1) // warm
    for (let round = 0; round < rounds; round++) {
      for (const { server, door, label } of turns) {
        const rate = {
          ...(await costOf(server.pid, postmaster, () => turn(server, door, load, requests, seconds))),
          server: label,
          load,
        }
        seen.set(`${label} ${load}`, [...(seen.get(`${label} ${load}`) ?? []), rate])
      }
    }
  }
  return [...seen.values()].map((rates) => rates.toSorted((a, b) => cpuOf(a) - cpuOf(b))[Math.floor(rates.length / 2)]!)
}

export const cpuOf = ({
  serverMicroseconds,
  databaseMicroseconds,
}: Pick<Rate, 'serverMicroseconds' | 'databaseMicroseconds'>): number => serverMicroseconds + databaseMicroseconds

type Turned = Awaited<ReturnType<typeof turn>>
/** A turn with its processor time, of the server and of the database. */
export async function costOf(pid: number, postmaster: number, work: () => Promise<Turned>) {
  const before = await Promise.all([cpuSeconds(pid), databaseCpuSeconds(postmaster)])
  const turned = await work()
  const after = await Promise.all([cpuSeconds(pid), databaseCpuSeconds(postmaster)])
  const each = (at: 0 | 1): number => ((after[at] - before[at]) * 1e6) / turned.requests
  return { ...turned, serverMicroseconds: each(0), databaseMicroseconds: each(1) }
}

const labels: Record<string, string> = {
  bare: 'bare node:http + pg',
  apollo: 'Apollo Server 5 + Express 5',
  mercurius: 'Fastify + Mercurius + graphql-jit',
}

/** One turn of one contender. */
export async function turn(
  server: Server,
  door: 'trusted' | 'apollo' | 'plain',
  load: Load,
  requests: Requests,
  seconds: number,
) {
  const request = requests[load]
  const query = door === 'plain' ? { list: plainList, submit: plainSubmit }[load] : request.query
  const bodyOf = (): string => {
    const variables =
      load === 'submit'
        ? { input: { ...(request.variables['input'] as object), submissionKey: crypto.randomUUID() } }
        : {}
    return JSON.stringify(door === 'trusted' ? { id: trustedId(query), variables } : { query, variables })
  }
  let wrong = 0
  const result = await autocannon({
    url: `${server.url}/${door === 'plain' ? 'graphql' : 'c/bench/graphql'}`,
    connections: 32,
    duration: seconds,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(load === 'list' ? { authorization: `Bearer ${requests.token}` } : {}),
    },
    requests: [
      {
        method: 'POST',
        setupRequest: (options: autocannon.Request) => ({
          ...options,
          body: bodyOf(),
          headers: { ...options.headers, 'x-device': crypto.randomUUID(), 'x-forwarded-for': address() },
        }),
        onResponse: (status: number, body: string) => {
          if (status !== 200 || body.includes('"errors"') || body.includes('"code"')) wrong++
        },
      },
    ],
  })
  return {
    requests: result.requests.total,
    perSecond: result.requests.average,
    p99: result.latency.p99,
    failed: wrong + result.errors,
  }
}

/** Each request a phone behind an address of its own, or the limits would do their work. */
const address = (): string =>
  `10.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`
