import type { Session } from '@vmeste/web'

/** Makes the portal installable and usable without a network; sends what waits as soon as there is one. */
export function startWorker(session: Session): void {
  const flush = (): void => {
    // nothing was ever queued in most browsers: then not even the code for it is loaded
    if (localStorage.getItem('vmeste.queued'))
      void import('../kit/offline/outbox.ts').then(({ flushQueue }) => flushQueue(session))
  }
  addEventListener('online', flush)
  flush()
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.addEventListener('message', (event: MessageEvent<{ kind?: string }>) => {
    if (event.data.kind === 'flush') flush()
  })
  void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
}
