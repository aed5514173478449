import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { useLive, useQuery, type ProblemData } from '@vmeste/web'
import { queueOf } from './inbox-queues.ts'
import { inboxChangedSubscription, inboxQuery } from '../operations.gen.ts'
import type { Row } from '../types.ts'

export interface Inbox {
  readonly rows: ComputedRef<readonly Row[]>
  /** Nothing before it is known: 0 would be a promise. */
  readonly total: ComputedRef<number | undefined>
  /** False where there are more than that. */
  readonly totalIsExact: ComputedRef<boolean>
  readonly hasMore: ComputedRef<boolean>
  readonly loading: ComputedRef<boolean>
  readonly problem: ComputedRef<ProblemData | undefined>
  /** Came while the page was open. */
  readonly fresh: Ref<ReadonlySet<string>>
  readonly more: () => void
  readonly refresh: () => void
}

const step = 30,
  most = 100

/** One queue, sorted by the time left, and everything that comes into it while somebody looks. */
export function useInbox(queue: () => string, heard: (report: string) => void): Inbox {
  const first = ref(step)
  const now = ref(new Date())
  const fresh = shallowRef<ReadonlySet<string>>(new Set())
  watch(queue, () => {
    first.value = step
    now.value = new Date()
    fresh.value = new Set()
  })
  const query = useQuery(
    inboxQuery,
    () => ({ filter: queueOf(queue()).filter(now.value), first: first.value }),
    () => `appeals.inbox.${queue()}`,
  )
  const rows = computed(() => query.data.value?.inbox?.nodes ?? [])
  let seen: ReadonlySet<string> | undefined
  watch([queue, first], () => {
    seen = undefined
  })
  watch(rows, (list) => {
    const ids = new Set(list.map(({ id }) => id))
    if (seen && list.length > 0) {
      const before = seen
      const came = list.filter(({ id }) => !before.has(id)).map(({ id }) => id)
      if (came.length > 0) fresh.value = new Set([...fresh.value, ...came])
    }
    if (!query.loading.value) seen = ids
  })
  // a storm of events is one question
  let waiting: ReturnType<typeof setTimeout> | undefined
  const soon = (): void => {
    waiting ??= setTimeout(() => {
      waiting = undefined
      query.refresh()
    }, 150)
  }
  useLive(
    inboxChangedSubscription,
    () => ({}),
    (data) => {
      soon()
      const report = data?.inboxChanged?.report
      if (report) heard(report)
    },
  )
  return {
    rows,
    fresh,
    total: computed(() => query.data.value?.inbox?.total),
    totalIsExact: computed(() => query.data.value?.inbox?.totalIsExact ?? true),
    hasMore: computed(() => (query.data.value?.inbox?.hasNext ?? false) && first.value < most),
    loading: query.loading,
    problem: query.problem,
    more: () => {
      first.value = Math.min(most, first.value + step)
    },
    refresh: query.refresh,
  }
}
