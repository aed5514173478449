import { onScopeDispose, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { TrustedOperation } from '@vmeste/sdk/web'
import { usePortal } from '../portal/portal.ts'
import { openStream } from '../graph/live-stream.ts'

/**
 * Hears a trusted subscription for as long as the calling component lives.
 *
 * @param variables a getter; while it gives `undefined` nothing is heard
 * @param hear called with each event; `undefined` once after the line was broken: what was missed must be asked again
 */
export function useLive<Data, Variables>(
  operation: TrustedOperation<Data, Variables>,
  variables: MaybeRefOrGetter<Variables | undefined>,
  hear: (data: Data | undefined) => void,
): void {
  const { graph } = usePortal()
  // on the server nobody waits for events
  if (!graph) return
  const { transport } = graph
  let close: (() => void) | undefined
  const stop = watch(
    () => JSON.stringify(toValue(variables)),
    () => {
      close?.()
      const current = toValue(variables)
      close = current === undefined ? undefined : openStream<Data>(transport, operation, current, hear)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    stop()
    close?.()
  })
}
