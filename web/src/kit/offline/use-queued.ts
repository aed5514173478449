import { onMounted, onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { Queued } from './queued.ts'

/**
 * One queued act while it waits and after it was sent, so that the page that began it can show what came of it.
 *
 * @param key the submission key it was queued under
 */
export function useQueued(key: string): Readonly<ShallowRef<Queued | undefined>> {
  const item = shallowRef<Queued>()
  let stop: (() => void) | undefined,
    gone = false
  onMounted(async () => {
    const { listQueued, onQueueChange } = await import('./outbox.ts')
    if (gone) return
    const look = async (): Promise<void> => {
      item.value = (await listQueued()).find((queued) => queued.key === key)
    }
    stop = onQueueChange(() => {
      void look()
    })
    await look()
  })
  onScopeDispose(() => {
    gone = true
    stop?.()
  })
  return item
}
