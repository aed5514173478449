import type { GraphOptions, TestHost } from '../../../create-test-host.ts'

export interface LiveStream {
  readonly text: () => string
  /** Whether anything may still come. */
  readonly open: () => boolean
  close(): Promise<void>
}

/** Opens a subscription over SSE and keeps all that arrives. */
export async function openStream(
  host: Pick<TestHost, 'fetch'>,
  city: string,
  query: string,
  variables: Record<string, unknown>,
  { as }: GraphOptions,
): Promise<LiveStream> {
  const ends = new AbortController()
  const response = await host.fetch(`/c/${city}/graphql/stream`, {
    method: 'POST',
    body: JSON.stringify({ query, variables }),
    signal: ends.signal,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(as ? { authorization: `Bearer ${as}` } : {}),
    },
  })
  let text = ''
  let open = true
  const reading = (async () => {
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true })
  })()
    .catch(() => undefined) // ended by `close`
    .finally(() => {
      open = false
    })
  return {
    text: () => text,
    open: () => open,
    close: async () => {
      ends.abort()
      await reading
    },
  }
}
