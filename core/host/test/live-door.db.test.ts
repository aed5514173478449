import { connect, type Socket } from 'node:net'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { hungry } from './hungry-plugin.ts'

const limits = { perAddress: 6, perPerson: 3, perCity: 10, stalledMs: 400, beatMs: 50 }
let city: TestHost
let brief: TestHost
beforeAll(async () => {
  const start = (lifeMs: number) =>
    createTestHost({ postgres: inject('postgres'), modules: [hungry], host: { liveLimits: { ...limits, lifeMs } } })
  ;[city, brief] = await Promise.all([start(60_000), start(150)])
})
afterAll(() => Promise.all([city.stop(), brief.stop()]))

const open: AbortController[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.abort()
})

const changes = 'subscription { cityChanged { revision } }'
interface Asked {
  readonly method?: string
  readonly accept?: string
  readonly query?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
  readonly at?: string
  readonly slug?: string
}
async function ask(
  {
    method = 'POST',
    accept = 'text/event-stream',
    query = changes,
    body,
    headers = {},
    at = '203.0.113.1',
    slug = 'uzda',
  }: Asked = {},
  host = city,
) {
  const ends = new AbortController()
  open.push(ends)
  const reply = await host.fetch(`/c/${slug}/graphql/stream`, {
    method,
    signal: ends.signal,
    headers: { accept, 'content-type': 'application/json', 'x-forwarded-for': at, ...headers },
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: JSON.stringify(body ?? { query }) }),
  })
  return {
    reply,
    close: () => {
      ends.abort()
    },
  }
}
const codeOf = (text: string): string | undefined => /"code":"(\w+)"/.exec(text)?.[1]
async function refusal(asked: Asked): Promise<{ status: number; code: string | undefined; text: string }> {
  const { reply } = await ask(asked)
  const text = await reply.text()
  return { status: reply.status, code: codeOf(text), text }
}

describe('one way in', () => {
  test.each(['PUT', 'GET', 'DELETE', 'PATCH'])('%s is not it, in every language', async (method) => {
    for (const [lang, word] of [
      ['ru', 'только'],
      ['be', 'толькі'],
      ['en', 'Only POST'],
    ] as const) {
      const { reply } = await ask({ method, headers: { 'accept-language': lang } })
      expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST'])
      expect(await reply.text()).toMatch(new RegExp(`${word}.*METHOD_NOT_ALLOWED`))
    }
  })

  test.each(['*/*', 'application/json', 'text/plain', ''])('a POST that accepts "%s" is not it', async (accept) => {
    expect(
      await refusal({
        accept,
        body: { query: changes, extensions: { operationId: randomUUID() } },
        headers: { 'x-graphql-event-stream-token': randomUUID() },
      }),
    ).toMatchObject({ status: 406, code: 'NOT_ACCEPTABLE' })
  })

  test('nothing is reserved: the token of a reservation means nothing', async () => {
    const token = randomUUID()
    for (const method of ['PUT', 'DELETE'])
      expect((await ask({ method, headers: { 'x-graphql-event-stream-token': token } })).reply.status).toBe(405)
    const { reply, close } = await ask({ headers: { 'x-graphql-event-stream-token': token } })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
    close()
  })

  test.each([
    ['a batch', [{ query: changes }]],
    ['no query', {}],
    ['a number', { query: 1 }],
  ])('%s is no request', async (_, body) => {
    expect(await refusal({ body })).toMatchObject({ status: 400, code: 'BAD_REQUEST' })
  })
})

describe('the same rules and words as at the other doors', () => {
  test.each<[string, string, string]>([
    ['a guest who looks at the schema', '{ __schema { types { name } } }', 'INTROSPECTION_DISABLED'],
    ['a query', '{ city { slug } }', 'SUBSCRIPTIONS_ONLY'],
    ['a change', 'mutation { eatAll }', 'SUBSCRIPTIONS_ONLY'],
    ['what is misspelt', 'subscription { cityChange { revision } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'what is too deep',
      `subscription { cityChanged { ${'a { '.repeat(20)} b ${'} '.repeat(20)} } }`,
      'QUERY_TOO_COMPLEX',
    ],
    ['what is no text', 'subscription { cityChanged(a: "\\u0000") { revision } }', 'TEXT_BROKEN'],
    ['an answer without a measure', 'subscription { meals }', 'ANSWER_TOO_LARGE'],
  ])('%s', async (_, query, code) => {
    const { status, text } = await refusal({ query })
    expect([status, [...text.matchAll(/"code":"(\w+)"/g)].map(([, one]) => one)]).toEqual([
      200,
      expect.arrayContaining([code]),
    ])
    expect(text).toMatch(/^:\n\nevent: next\ndata: \{.*\}\n\n/)
    expect(text).not.toMatch(/Did you mean|ECONN|at .*\.ts|\{\w+\}/)
    expect(text.trimEnd()).toMatch(/event: complete\ndata:$/)
  })

  test('an unknown recorded document, in the language of the reader', async () => {
    expect(
      (await refusal({ body: { query: '', extensions: { id: 'f'.repeat(64) } }, headers: { 'accept-language': 'be' } }))
        .text,
    ).toMatch(/Партал абнавіўся.*QUERY_UNKNOWN/)
  })
})

describe('places', () => {
  const statusOf = async (asked: Asked): Promise<number> => (await ask(asked)).reply.status
  /** The lines of the test before are given back in a moment. */
  const soonOpen = (asked: Asked) => expect.poll(() => statusOf(asked), { interval: 20, timeout: 10_000 }).toBe(200)

  test('of an address, of a device and a person, of a city: one too many is 429 with the time to wait', async () => {
    for (let at = 0; at < 6; at++) await soonOpen({ at: '203.0.113.7' })
    const { reply } = await ask({ at: '203.0.113.7' })
    expect([reply.status, reply.headers.get('retry-after'), codeOf(await reply.text())]).toEqual([
      429,
      '30',
      'LIVE_LINES_FULL',
    ])
    for (let at = 0; at < 3; at++)
      expect(await statusOf({ at: `203.0.113.${at + 20}`, headers: { authorization: 'Bearer operator.uzda' } })).toBe(
        200,
      )
    expect(await statusOf({ at: '203.0.113.30', headers: { authorization: 'Bearer operator.uzda' } })).toBe(429)
    expect(await statusOf({ at: '203.0.113.31' })).toBe(200)
    expect(await statusOf({ at: '203.0.113.32' })).toBe(429) // ten in the city
    expect(await statusOf({ at: '203.0.113.32', slug: 'zhodino' })).toBe(200)
  })

  test('a device has its own few', async () => {
    const device = randomUUID()
    for (let at = 0; at < 3; at++) await soonOpen({ at: `203.0.113.${at + 40}`, headers: { 'x-device': device } })
    expect(await statusOf({ at: '203.0.113.45', headers: { 'x-device': device } })).toBe(429)
  })

  test('everything is given back as soon as the reader leaves', async () => {
    for (let round = 0; round < 5; round++) {
      // as many as there may be, again and again: one that stayed behind would shut the door
      const lines: { close(): void }[] = []
      for (let at = 0; at < 6; at++) {
        await expect
          .poll(
            async () => {
              const line = await ask({
                at: '203.0.113.50',
                headers: { 'x-device': `device-${String(at % 2).repeat(16)}` },
              })
              if (line.reply.status === 200) lines.push(line)
              else line.close()
              return line.reply.status
            },
            { interval: 20, timeout: 10_000 },
          )
          .toBe(200)
      }
      for (const line of lines) line.close()
    }
  })
})

test('readers who do not read are cut off: their places are free again, and the host has held next to nothing for them', async () => {
  const { port } = new URL(city.url)
  const body = JSON.stringify({ query: 'subscription { small }' })
  const device = randomUUID()
  const before = process.memoryUsage().arrayBuffers
  const sockets = Array.from({ length: 3 }, (): Socket => {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined)
    socket.write(
      `POST /c/uzda/graphql/stream HTTP/1.1\r\nhost: x\r\nx-forwarded-for: 203.0.113.60\r\nx-device: ${device}\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    )
    return socket.pause()
  })
  const status = async (): Promise<number> => {
    const { reply, close } = await ask({ at: '203.0.113.61', headers: { 'x-device': device } })
    close()
    return reply.status
  }
  await expect.poll(status, { interval: 5, timeout: 20_000 }).toBe(429)
  await expect.poll(status, { interval: 100, timeout: 25_000 }).toBe(200)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000)
  for (const socket of sockets) socket.destroy()
}, 60_000)

test('a line has its day, and its end is told', async () => {
  const { reply } = await ask({}, brief)
  expect((await reply.text()).trimEnd()).toMatch(/event: complete\ndata:$/)
})

test('nothing of this was unexpected', () => {
  expect([...city.log, ...brief.log].filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([])
})
