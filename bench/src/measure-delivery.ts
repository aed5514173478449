import { quantile } from './median.ts'
import type { PreparedCity } from './prepare-city.ts'
import type { Server } from './start-server.ts'

export interface Delivery {
  readonly count: number
  readonly p50: number
  readonly p99: number
}

/** Milliseconds from Send to the event in an open inbox, over a real SSE stream, one report every 50 ms. */
export async function measureDelivery(server: Server, { requests }: PreparedCity, count = 200): Promise<Delivery> {
  const sent = new Map<string, number>()
  const arrived: number[] = []
  const stop = new AbortController()
  const listening = listen(server.url, requests.token, stop.signal, (number) => {
    const at = sent.get(number)
    if (at !== undefined) {
      arrived.push(performance.now() - at)
      sent.delete(number)
    } else early.set(number, performance.now())
  })
  const early = new Map<string, number>()
  await new Promise((resolve) => setTimeout(resolve, 500))
  for (let i = 0; i < count; i++) {
    const at = performance.now()
    const number = await submit(server.url, requests)
    const seen = early.get(number)
    if (seen === undefined) sent.set(number, at)
    else arrived.push(seen - at)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  for (let i = 0; i < 50 && sent.size > 0; i++) await new Promise((resolve) => setTimeout(resolve, 100))
  stop.abort()
  await listening.catch(() => undefined)
  return { count: arrived.length, p50: quantile(arrived, 0.5), p99: quantile(arrived, 0.99) }
}

async function submit(url: string, { submit: { query, variables } }: PreparedCity['requests']): Promise<string> {
  const reply = await fetch(`${url}/c/bench/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-device': crypto.randomUUID() },
    body: JSON.stringify({
      query,
      variables: { input: { ...(variables['input'] as object), submissionKey: crypto.randomUUID() } },
    }),
  })
  const { data } = (await reply.json()) as { data: { submitReport: { number: string } } }
  return data.submitReport.number
}

async function listen(
  url: string,
  token: string,
  signal: AbortSignal,
  onNumber: (number: string) => void,
): Promise<void> {
  const reply = await fetch(`${url}/c/bench/graphql/stream`, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: 'subscription { inboxChanged { number kind } }' }),
  })
  let rest = ''
  for await (const chunk of reply.body!.pipeThrough(new TextDecoderStream())) {
    rest += chunk
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const number = /"number":"([^"]+)"/.exec(rest.slice(0, end))?.[1]
      if (number) onNumber(number)
      rest = rest.slice(end + 2)
    }
  }
}
