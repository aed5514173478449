import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { civicPlugin } from '@vmeste/civic'
import { createHost, type Host } from '@vmeste/host'
import { createTestHost, testSecret, type TestHost } from '@vmeste/testkit'
import { notes } from './notes-plugin.ts'

let city: TestHost
let second: Host
beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres'), modules: [notes] })
  second = await createHost({
    databaseUrl: city.databaseUrl,
    secret: testSecret,
    origin: 'http://localhost',
    dataFolder: tmpdir(),
    civic: civicPlugin(),
    modules: [notes],
  })
})
afterAll(() => city.stop())

test('a stream on one host hears what another does, and is told of the end when its host stops', async () => {
  const port = await second.listen(0)
  const reply = await fetch(`http://127.0.0.1:${port}/c/uzda/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { cityChanged { revision } }' }),
  })
  let said = ''
  const reading = (async () => {
    for await (const text of reply.body!.pipeThrough(new TextDecoderStream())) said += text
  })()
  await expect
    .poll(
      async () => {
        await city.graph(
          'uzda',
          'mutation { changeModules(changes: [{ module: "notes", enabled: false }]) { __typename } }',
          {},
          { as: 'admin.uzda' },
        )
        await city.graph(
          'uzda',
          'mutation { changeModules(changes: [{ module: "notes", enabled: true }]) { __typename } }',
          {},
          { as: 'admin.uzda' },
        )
        return said
      },
      { interval: 200, timeout: 10_000 },
    )
    .toMatch(/event: next\ndata: \{"data":\{"cityChanged":\{"revision":\d+/)
  await second.stop()
  await reading
  expect(said.trimEnd()).toMatch(/event: complete\ndata:$/)
})
