/// <reference lib="webworker" />
import { idbStore } from '../kit/offline/idb-store.ts'
import { sendQueued } from '../kit/offline/send-queued.ts'
import { answerFor, type Kept } from './answer-for.ts'
import { shownPush } from './shown-push.ts'

declare const self: ServiceWorkerGlobalScope & { __vmeste: { version: string; keep: readonly string[] } }
interface SyncEvent extends ExtendableEvent {
  readonly tag: string
}

const { version, keep } = self.__vmeste
const filesCache = `vmeste-files-${version}`
/** Pages are kept by city, across versions: an old page still finds its files, since names carry their hash. */
const pagesCache = 'vmeste-pages'

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(filesCache)
      .then((cache) => cache.addAll(keep.map((url) => new Request(url, { credentials: 'same-origin' })))),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith('vmeste-files-') && name !== filesCache)
      // the last version stays for tabs that still run it; anything older goes
      await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)))
      await dropPhotos()
      await self.clients.claim()
    })(),
  )
})

/** Earlier versions kept photos that were opened in a tab of their own. */
async function dropPhotos(): Promise<void> {
  const pages = await caches.open(pagesCache)
  for (const request of await pages.keys())
    if (/^\/c\/[\w-]+\/files\//.test(new URL(request.url).pathname)) await pages.delete(request)
}

const kept: Kept = {
  match: async (request) => caches.match(request),
  put: async (request, response) => {
    await (await caches.open(pagesCache)).put(request, response)
  },
}

self.addEventListener('fetch', (event) => {
  const answer = answerFor(event.request, { origin: self.location.origin, fetch: (request) => fetch(request), kept })
  if (answer) event.respondWith(answer)
})

self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent
  if (sync.tag !== 'vmeste-outbox') return
  sync.waitUntil(
    navigator.locks.request('vmeste-outbox', async () => {
      const store = idbStore()
      await sendQueued(store, { fetch: fetch.bind(self) })
      for (const client of await self.clients.matchAll()) client.postMessage({ kind: 'flush' })
      // not everything left: failing makes the browser try again later
      if ((await store.all()).some(({ state, signedIn }) => state === 'waiting' && !signedIn))
        throw new Error('still waiting')
    }),
  )
})

self.addEventListener('push', (event) => {
  const { title, options } = shownPush(event.data?.text(), self.location.origin)
  event.waitUntil(self.registration.showNotification(title, options))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { url } = event.notification.data as { readonly url: string }
  event.waitUntil(
    (async () => {
      const open = await self.clients.matchAll({ type: 'window' })
      const there = open.find((client) => client.url === url)
      await (there ? there.focus() : self.clients.openWindow(url))
    })(),
  )
})
