import { refusal, UploadRefused } from '../photo/upload-photo.ts'
import { problemOf } from '../graph/problem.ts'
import type { Queued, QueueStore } from './queued.ts'

const forget = 14 * 86_400_000
const waitFor = 60_000

/**
 * Sends whatever waits, oldest first; stops at the first sign that there is still no network.
 * The same code runs in the page and in the worker. Everything it sends may be sent twice: photos have their id, the
 * act its key.
 *
 * @param options.token for pages; without it what was begun by somebody signed in stays
 * @returns how many were finished, one way or the other
 */
export async function sendQueued(
  store: QueueStore,
  options: { fetch: typeof fetch; token?: () => Promise<string | undefined>; now?: number },
): Promise<number> {
  let finished = 0
  for (const item of (await store.all()).sort((a, b) => a.at - b.at)) {
    if (item.state !== 'waiting') {
      if (item.at < (options.now ?? Date.now()) - forget) await store.remove(item.key)
      continue
    }
    if (item.signedIn && !options.token) continue
    const outcome = await sendOne(item, options.fetch, await options.token?.())
    if (outcome === 'later') break
    await store.put({ ...item, files: [], ...outcome })
    finished++
  }
  return finished
}

async function sendOne(
  item: Queued,
  send: typeof fetch,
  token: string | undefined,
): Promise<'later' | Pick<Queued, 'state' | 'problem' | 'data'>> {
  const headers: Record<string, string> = {
    'accept-language': item.lang,
    'x-device': item.device,
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  }
  try {
    for (const { id, blob } of item.files) {
      const answer = await send(`/c/${item.city}/files/${id}`, {
        method: 'PUT',
        headers: { ...headers, 'content-type': blob.type || 'image/jpeg' },
        body: blob,
        signal: AbortSignal.timeout(waitFor),
      })
      if (!answer.ok) throw refusal(answer.status, await answer.text())
    }
    const answer = await send(`/c/${item.city}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ id: item.operation.id, variables: item.variables }),
      signal: AbortSignal.timeout(waitFor),
    })
    const reply = (await answer.json()) as {
      data?: Record<string, unknown> | null
      errors?: { message: string; extensions?: { code?: string } }[]
    }
    const refused = Object.values(reply.data ?? {})
      .map(problemOf)
      .find((found) => found !== undefined)
    if (refused) return refused.retryAfterSeconds === undefined ? { state: 'refused', problem: refused } : 'later'
    const error = reply.errors?.[0]
    if (error)
      return answer.status >= 500 || error.extensions?.code === 'MODULE_DISABLED'
        ? 'later'
        : { state: 'refused', problem: { code: error.extensions?.code ?? 'UNKNOWN', message: error.message } }
    return reply.data ? { state: 'sent', data: reply.data } : 'later'
  } catch (error) {
    return error instanceof UploadRefused
      ? { state: 'refused', problem: { code: error.code, message: error.message } }
      : 'later'
  }
}
