import { expect, test } from 'vitest'
import { answerFor, type Kept } from './answer-for.ts'

const origin = 'https://city.test'
const page = (path: string) => Object.defineProperty(new Request(origin + path), 'mode', { value: 'navigate' })
const answered = (text: string, type: string) =>
  Object.defineProperty(new Response(text, { headers: { 'content-type': type } }), 'type', { value: 'basic' })
const html = (text: string) => answered(text, 'text/html; charset=utf-8')

function keeper(entries: Record<string, string> = {}): Kept & { entries: Map<string, Response> } {
  const map = new Map(Object.entries(entries).map(([path, text]) => [path, new Response(text)]))
  return {
    entries: map,
    match: async (request) => map.get(typeof request === 'string' ? request : new URL(request.url).pathname)?.clone(),
    put: async (path, response) => {
      map.set(path, response)
    },
  }
}
const offline = async (): Promise<Response> => {
  throw new TypeError('offline')
}

test('built files come from what is kept, without asking the network', async () => {
  const kept = keeper({ '/assets/portal/main-1.js': 'kept' })
  const answer = await answerFor(new Request(`${origin}/assets/portal/main-1.js`), { origin, fetch: offline, kept })
  expect(await answer!.text()).toBe('kept')
})

test("pages come fresh and are kept; offline the page itself, else the city's home", async () => {
  const kept = keeper()
  await answerFor(page('/c/uzda/'), { origin, fetch: async () => html('home'), kept })
  await answerFor(page('/c/uzda/o/UZ-0047'), { origin, fetch: async () => html('object'), kept })
  const open = async (path: string) => (await answerFor(page(path), { origin, fetch: offline, kept })!).text()
  expect(await open('/c/uzda/o/UZ-0047')).toBe('object')
  expect(await open('/c/uzda/m/appeals/inbox')).toBe('home')
  await expect(open('/c/zhodino/')).rejects.toThrow('offline')
})

test('a platform that cannot answer is met with what is kept; without anything kept its own words are shown', async () => {
  const down = async () => new Response('неполадки', { status: 503 })
  const open = async (kept: Kept) => (await answerFor(page('/c/uzda/o/UZ-0047'), { origin, fetch: down, kept })!).text()
  expect(await open(keeper({ '/c/uzda/': 'home' }))).toBe('home')
  expect(await open(keeper())).toBe('неполадки')
})

test('secret links, refusals, the graph, photos and other sites are not touched or not kept', async () => {
  const kept = keeper()
  await answerFor(page('/c/uzda/t/secret'), { origin, fetch: async () => html('secret'), kept })
  await answerFor(page('/c/uzda/o/NO'), {
    origin,
    fetch: async () => Object.defineProperty(new Response('x', { status: 404 }), 'type', { value: 'basic' }),
    kept,
  })
  // opened in a tab of its own
  await answerFor(page('/c/uzda/files/1'), { origin, fetch: async () => answered('photo', 'image/webp'), kept })
  expect(kept.entries.size).toBe(0)
  for (const url of [
    `${origin}/c/uzda/files/1`,
    `${origin}/c/uzda/graphql`,
    'https://tiles.test/1.png',
    `${origin}/realms/vmeste/x`,
  ])
    expect(answerFor(new Request(url), { origin, fetch: offline, kept })).toBeUndefined()
  expect(
    answerFor(new Request(`${origin}/c/uzda/graphql`, { method: 'POST' }), { origin, fetch: offline, kept }),
  ).toBeUndefined()
})
