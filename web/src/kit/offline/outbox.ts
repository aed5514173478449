import type { Session } from '../session/session.ts'
import { sendAgain } from './send-again.ts'
import { sendQueued } from './send-queued.ts'
import { idbStore } from './idb-store.ts'
import type { Queued } from './queued.ts'

/** Remembers, without opening the database, that something may be waiting. */
const hint = 'vmeste.queued'
const store = idbStore()
/** Chromium only; elsewhere the page sends when it is open again. */
interface WithSync {
  readonly sync?: { readonly register: (tag: string) => Promise<void> }
}

/** On the window, because whoever only counts must not load this file first. */
const change = 'vmeste:queue'

export const listQueued = (): Promise<Queued[]> => store.all()
export const onQueueChange = (hear: () => void): (() => void) => {
  addEventListener(change, hear)
  return () => {
    removeEventListener(change, hear)
  }
}
const tell = (): void => {
  dispatchEvent(new Event(change))
}

/** Keeps an act until there is a network, and asks the browser to wake the worker for it where it can. */
export async function enqueue(item: Queued): Promise<void> {
  await store.put(item)
  localStorage.setItem(hint, '1')
  tell()
  const registration = (await navigator.serviceWorker?.getRegistration()) as WithSync | undefined
  await registration?.sync?.register('vmeste-outbox').catch(() => undefined)
}

export async function discardQueued(key: string): Promise<void> {
  await store.remove(key)
  tell()
}

let again: ReturnType<typeof sendAgain> | undefined

/** Sends what waits; one page at a time, since several tabs wake up together when the network is back. */
export async function flushQueue(session: Session): Promise<void> {
  const work = async (): Promise<void> => {
    const finished = await sendQueued(store, { fetch: fetch.bind(globalThis), token: session.token })
    const left = await store.all()
    if (left.length === 0) localStorage.removeItem(hint)
    again ??= sendAgain(() => {
      void flushQueue(session).catch(() => undefined)
    })
    again.waits(left.some(({ state }) => state === 'waiting'))
    if (finished > 0) tell()
  }
  if (navigator.locks)
    await navigator.locks.request('vmeste-outbox', { ifAvailable: true }, async (lock) => {
      if (lock) await work()
    })
  else await work()
}
