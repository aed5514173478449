import { expect, test } from 'vitest'
import type { Queued, QueueStore } from './queued.ts'
import { sendQueued } from './send-queued.ts'

const queued = (key: string, change: Partial<Queued> = {}): Queued => ({
  key,
  city: 'uzda',
  lang: 'be',
  device: 'd',
  operation: { id: 'h', name: 'submitReport' },
  variables: { input: { key } },
  files: [],
  title: key,
  at: Number(key),
  signedIn: false,
  state: 'waiting',
  ...change,
})
function memory(...items: Queued[]): QueueStore & { items: Map<string, Queued> } {
  const map = new Map(items.map((item) => [item.key, item]))
  return {
    items: map,
    all: async () => [...map.values()],
    put: async (item) => {
      map.set(item.key, item)
    },
    remove: async (key) => {
      map.delete(key)
    },
  }
}
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const accepted = () => json({ data: { submitReport: { __typename: 'Report', number: '1' } } })

function network(answer: (url: string) => Response | undefined): { fetch: typeof fetch; calls: string[] } {
  const calls: string[] = []
  return {
    calls,
    fetch: (async (url: string, init: RequestInit) => {
      calls.push(`${init.method} ${url}`)
      const response = answer(url)
      if (!response) throw new TypeError('offline')
      return response
    }) as typeof fetch,
  }
}

test('photos go first, then the act, oldest first, and each once', async () => {
  const store = memory(queued('2'), queued('1', { files: [{ id: 'p1', blob: new Blob(['x']) }] }))
  const { fetch, calls } = network((url) => (url.includes('/files/') ? json({}, 201) : accepted()))
  expect(await sendQueued(store, { fetch })).toBe(2)
  expect(calls).toEqual(['PUT /c/uzda/files/p1', 'POST /c/uzda/graphql', 'POST /c/uzda/graphql'])
  expect(store.items.get('1')).toMatchObject({ state: 'sent', files: [], data: { submitReport: { number: '1' } } })
  expect(await sendQueued(store, { fetch })).toBe(0)
  expect(calls).toHaveLength(3)
})

test('without a network everything stays, and nothing later overtakes', async () => {
  const store = memory(queued('1'), queued('2'))
  const { fetch, calls } = network(() => undefined)
  expect(await sendQueued(store, { fetch })).toBe(0)
  expect(calls).toHaveLength(1)
  expect([...store.items.values()].map(({ state }) => state)).toEqual(['waiting', 'waiting'])
})

test('a server in trouble, a limit and a module switched off mean later; a refusal is kept with its words', async () => {
  for (const answer of [
    json({}, 502),
    json({ data: { submitReport: { code: 'TOO_MANY', message: 'm', retryAfterSeconds: 60 } } }),
    json({ errors: [{ message: 'off', extensions: { code: 'MODULE_DISABLED' } }] }, 400),
  ]) {
    const store = memory(queued('1'))
    await sendQueued(
      store,
      network(() => answer),
    )
    expect(store.items.get('1')?.state).toBe('waiting')
  }
  const store = memory(queued('1', { files: [{ id: 'p', blob: new Blob(['MZ']) }] }), queued('2'))
  await sendQueued(
    store,
    network((url) =>
      url.includes('/files/') ? json({ code: 'NOT_A_PHOTO', message: 'Это не фотография' }, 415) : accepted(),
    ),
  )
  expect(store.items.get('1')).toMatchObject({ state: 'refused', problem: { code: 'NOT_A_PHOTO' } })
  expect(store.items.get('2')?.state).toBe('sent')
})

test('what somebody signed in began waits for a page with their token', async () => {
  const store = memory(queued('1', { signedIn: true }))
  const { fetch, calls } = network(accepted)
  await sendQueued(store, { fetch })
  expect(calls).toEqual([])
  await sendQueued(store, { fetch, token: async () => 't' })
  expect(store.items.get('1')?.state).toBe('sent')
})

test('what is long done is forgotten', async () => {
  const store = memory(queued('1', { state: 'sent' }))
  await sendQueued(store, { fetch: network(accepted).fetch, now: 15 * 86_400_000 })
  expect(store.items.size).toBe(0)
})
