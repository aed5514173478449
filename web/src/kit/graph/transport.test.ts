import { afterEach, expect, test, vi } from 'vitest'
import { createTransport } from './transport.ts'

afterEach(() => { vi.unstubAllGlobals() })

test('23. whatever runs in the page could read the token that the portal sends', async () => {
  const overheard: string[] = []
  // as a module's page would, once it is loaded: it shares everything global with the portal
  vi.stubGlobal('fetch', async (_url: string, { headers }: { headers: Record<string, string> }) => {
    overheard.push(headers['authorization'] ?? '')
    return Response.json({ data: { city: null } })
  })
  const portal = createTransport({ city: 'uzda', lang: 'ru', device: () => 'device', token: async () => 'the token of whoever looks' })
  expect(await portal.send('hash', {})).toEqual({ data: { city: null } })
  expect(overheard).toEqual(['Bearer the token of whoever looks'])
})
