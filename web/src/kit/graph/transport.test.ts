import { afterEach, expect, test, vi } from 'vitest'
import { problemOfFailure } from './problem.ts'
import { createTransport, NetworkFailure } from './transport.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('23. whatever runs in the page could read the token that the portal sends', async () => {
  const overheard: string[] = []
  // as a module's page would, once it is loaded: it shares everything global with the portal
  vi.stubGlobal('fetch', async (_url: string, { headers }: { headers: Record<string, string> }) => {
    overheard.push(headers['authorization'] ?? '')
    return Response.json({ data: { city: null } })
  })
  const portal = createTransport({
    city: 'uzda',
    lang: 'ru',
    device: () => 'device',
    token: async () => 'the token of whoever looks',
  })
  expect(await portal.send('hash', {})).toEqual({ data: { city: null } })
  expect(overheard).toEqual(['Bearer the token of whoever looks'])
})

test('a platform that says it cannot answer is as good as no network, but its words are shown', async () => {
  vi.stubGlobal('fetch', async () =>
    Response.json(
      { data: null, errors: [{ message: 'У нас неполадки.', extensions: { code: 'SERVICE_UNAVAILABLE' } }] },
      { status: 503 },
    ),
  )
  const portal = createTransport({ city: 'uzda', lang: 'ru', device: () => 'device', token: async () => undefined })
  const failure: unknown = await portal.send('hash', {}).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(NetworkFailure)
  expect(problemOfFailure(failure as NetworkFailure, 'Проверьте интернет.')).toEqual({
    code: 'OFFLINE',
    message: 'У нас неполадки.',
  })
})
