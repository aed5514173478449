import { onMounted } from 'vue'
import type { TrustedOperation } from '@vmeste/sdk/web'
import { deviceKey } from '../session/device-key.ts'
import { usePortal } from '../portal/portal.ts'
import { offlineCode, type ProblemData } from '../graph/problem.ts'
import { useMutation } from '../ask/use-mutation.ts'
import type { Photo } from '../photo/use-photos.ts'

export type Sent<Data> =
  | { readonly state: 'sent'; readonly data: Data }
  | { readonly state: 'queued' }
  | { readonly state: 'refused'; readonly problem: ProblemData }

/**
 * Sends a mutation that must not get lost: without a network it is kept with its photos and sent later by itself.
 *
 * @param operation must be idempotent by `key`
 * @example const outcome = await send({ key, variables: { input: { key, … } }, photos: photos.value, title })
 */
export function useSender<Data, Variables>(
  operation: TrustedOperation<Data, Variables>,
): {
  send(act: { key: string; variables: Variables; photos?: readonly Photo[]; title: string }): Promise<Sent<Data>>
  busy: ReturnType<typeof useMutation>['busy']
} {
  const portal = usePortal()
  const { run, problem, busy } = useMutation(operation)
  // without a network it would be too late to fetch the code that queues
  onMounted(() => {
    void import('./outbox.ts').catch(() => undefined)
  })
  return {
    busy,
    async send({ key, variables, photos = [], title }) {
      const missing = photos.filter(({ state }) => state === 'failed' || state === 'sending')
      if (missing.length === 0) {
        const data = await run(variables)
        if (data !== undefined) return { state: 'sent', data }
        if (problem.value && problem.value.code !== offlineCode) return { state: 'refused', problem: problem.value }
      }
      const { enqueue, flushQueue, listQueued } = await import('./outbox.ts')
      await enqueue({
        key,
        city: portal.city.slug,
        lang: portal.lang,
        device: deviceKey(),
        operation: { id: operation.id, name: operation.name },
        // a plain copy: what the form goes on changing must not change what is sent
        variables: JSON.parse(JSON.stringify(variables)) as unknown,
        files: missing.map(({ id, blob }) => ({ id, blob })),
        title,
        at: Date.now(),
        signedIn: portal.session.me.value !== undefined,
        state: 'waiting',
      })
      await flushQueue(portal.session)
      const item = (await listQueued()).find((queued) => queued.key === key)
      if (item?.state === 'sent') return { state: 'sent', data: item.data as Data }
      return item?.state === 'refused' && item.problem
        ? { state: 'refused', problem: item.problem }
        : { state: 'queued' }
    },
  }
}
