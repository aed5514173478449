import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { flood, sayFlood, startFloodedHost, type FloodedHost } from './flood.ts'
import { graphFloods } from './graph-floods.ts'
import { PlainClient } from './plain-client.ts'

/** FLOOD_REQUESTS: how many, 200,000 unless given. */
const total = Number(process.env['FLOOD_REQUESTS'] ?? 200_000)

let host: FloodedHost
let client: PlainClient
beforeAll(async () => {
  host = await startFloodedHost(inject('postgres'))
  client = new PlainClient(host.url)
})
afterAll(async () => {
  client.stop()
  await host.stop()
})

test(`${total} hostile requests to the graph from one client cost the host no memory, and nobody else an answer`, async () => {
  const result = await flood({
    host,
    total,
    atOnce: 32,
    kinds: graphFloods(client),
    control: async () => {
      const reply = await fetch(`${host.url}/c/zhodino/graphql`, {
        method: 'POST',
        signal: AbortSignal.timeout(30_000),
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.9' },
        body: JSON.stringify({ query: '{ city { slug } topics { code } }' }),
      })
      const { data } = (await reply.json()) as { data?: { city?: { slug?: string } } }
      if (data?.city?.slug !== 'zhodino') throw new Error(`${reply.status}`)
    },
  })
  console.log(sayFlood('the graph', result))
  expect(host.exitCode(), host.output()).toBeNull()
  expect(result.control.failed).toEqual([])
  expect(result.control.asked).toBeGreaterThan(5)
  expect(result.mb.peak - result.mb.before).toBeLessThan(150)
  expect(
    Object.values(result.outcomes)
      .flatMap((words) => Object.keys(words))
      .filter((word) => /^5|INTERNAL|^error/.test(word)),
  ).toEqual([])
  expect(host.output()).not.toContain('"level":50')
}, 3_600_000)
