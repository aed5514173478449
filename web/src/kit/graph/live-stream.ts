import type { TrustedOperation } from '@vmeste/sdk/web'
import type { Transport } from './transport.ts'

const hiddenFor = 30_000
/** A host that stops ends its lines politely; all its readers must not knock at the next one at once. */
const reopenWithin = 1_500

/** Waits, but no longer than until there is a network again. */
function untilNetwork(ms: number, then: () => void): void {
  const done = (): void => {
    clearTimeout(timer)
    removeEventListener('online', done)
    then()
  }
  const timer = setTimeout(done, ms)
  addEventListener('online', done)
}

/**
 * One live line to the platform, opened again whenever it breaks. A tab that nobody looks at gives its line back
 * after half a minute: over HTTP/1.1 a browser has only six of them for all its tabs.
 */
export function openStream<Data>(
  transport: Transport,
  operation: TrustedOperation,
  variables: unknown,
  hear: (data: Data | undefined) => void,
): () => void {
  let closed = false,
    missed = false
  let dispose: (() => void) | undefined
  let hidden: ReturnType<typeof setTimeout> | undefined, again: ReturnType<typeof setTimeout> | undefined

  const open = async (): Promise<void> => {
    // the client is small but no first page needs it
    const { createClient } = await import('graphql-sse')
    if (closed || dispose) return
    const client = createClient({
      url: `${transport.url}/stream`,
      headers: transport.headers,
      retryAttempts: Number.MAX_SAFE_INTEGER,
      retry: (retries) =>
        new Promise((resolve) => {
          missed = true
          untilNetwork(Math.min(30_000, 500 * 2 ** retries) * (0.75 + Math.random() / 2), resolve)
        }),
      onMessage: () => {
        if (missed) {
          missed = false
          hear(undefined)
        }
      },
    })
    dispose = () => {
      client.dispose()
    }
    let refused = false
    client.subscribe<Data>(
      { query: '', variables: variables as Record<string, unknown>, extensions: { id: operation.id } },
      {
        next: ({ data, errors }) => {
          refused = Boolean(errors?.length)
          if (data) hear(data)
        },
        error: () => {
          dispose = undefined
        },
        complete: () => {
          dispose = undefined
          if (refused || closed) return
          missed = true
          again = setTimeout(look, reopenWithin * Math.random())
        },
      },
    )
    if (missed) {
      missed = false
      hear(undefined)
    }
  }
  const close = (): void => {
    dispose?.()
    dispose = undefined
  }
  const look = (): void => {
    clearTimeout(hidden)
    clearTimeout(again)
    if (document.hidden)
      hidden = setTimeout(() => {
        missed = true
        close()
      }, hiddenFor)
    else if (!dispose) void open()
  }
  document.addEventListener('visibilitychange', look)
  void open()
  return () => {
    closed = true
    clearTimeout(hidden)
    clearTimeout(again)
    document.removeEventListener('visibilitychange', look)
    close()
  }
}
