import { computed, ref, shallowRef, watch, type ComputedRef } from 'vue'
import { useCity, useLive, useQuery, type ProblemData } from '@vmeste/web'
import { inboxChangedSubscription, lookingQuery, lookQueueQuery } from '../operations.gen.ts'
import { dayIn, minuteOf } from '../cover/moments.ts'

export interface Looks {
  /** What waits, oldest first; what was put off stands last. */
  readonly queue: ComputedRef<readonly { readonly id: string }[]>
  readonly left: ComputedRef<number>
  readonly late: ComputedRef<number>
  readonly isLate: (id: string) => boolean
  readonly normHours: ComputedRef<number | undefined>
  readonly secondsToday: ComputedRef<number>
  readonly loading: ComputedRef<boolean>
  readonly problem: ComputedRef<ProblemData | undefined>
  /** Decided here; the server hears of it later, or not at all. */
  readonly decide: (id: string, seconds: number) => void
  readonly undecide: (id: string) => void
  readonly putOff: (id: string) => void
  readonly refresh: () => void
}

/** The queue of looking, less what is decided and not yet sent. */
export function useLooks(heard: (report: string) => void): Looks {
  const { city } = useCity()
  const now = ref(new Date())
  const figures = useQuery(lookingQuery, () => ({}))
  const waiting = useQuery(lookQueueQuery, () => ({ filter: { toLook: true } }))
  const overdue = useQuery(lookQueueQuery, () => ({ filter: { toLook: true, lookDueBefore: minuteOf(now.value) } }))
  const decided = shallowRef<ReadonlyMap<string, number>>(new Map())
  const off = ref<readonly string[]>([])
  const nodes = computed(() => waiting.data.value?.reports?.nodes ?? [])
  const refresh = (): void => {
    now.value = new Date()
    for (const each of [figures, waiting, overdue]) each.refresh()
  }
  // what the server no longer lists is decided for good
  watch(nodes, (listed) => {
    const ids = new Set(listed.map(({ id }) => id))
    decided.value = new Map([...decided.value].filter(([id]) => ids.has(id)))
  })
  let soon: ReturnType<typeof setTimeout> | undefined
  useLive(
    inboxChangedSubscription,
    () => ({}),
    (data) => {
      // a storm of events is one question
      soon ??= setTimeout(() => {
        soon = undefined
        refresh()
      }, 150)
      if (data?.inboxChanged) heard(data.inboxChanged.report)
    },
  )
  const without = (id: string): ReadonlyMap<string, number> => new Map([...decided.value].filter(([one]) => one !== id))
  const lateIds = computed(() => new Set(overdue.data.value?.reports?.nodes.map(({ id }) => id)))
  const decidedOf = (counts: (id: string) => boolean): number => [...decided.value.keys()].filter(counts).length
  return {
    queue: computed(() => {
      const open = nodes.value.filter(({ id }) => !decided.value.has(id))
      const put = (id: string): number => off.value.indexOf(id)
      return open.toSorted((a, b) => put(a.id) - put(b.id))
    }),
    left: computed(() => Math.max(0, (waiting.data.value?.reports?.total ?? 0) - decided.value.size)),
    late: computed(() =>
      Math.max(0, (overdue.data.value?.reports?.total ?? 0) - decidedOf((id) => lateIds.value.has(id))),
    ),
    isLate: (id) => lateIds.value.has(id),
    normHours: computed(() => figures.data.value?.looking?.normHours),
    secondsToday: computed(() => {
      const day = figures.data.value?.looking?.days.find((one) => one.day === dayIn(city.timezone, now.value))
      return (day?.seconds ?? 0) + [...decided.value.values()].reduce((sum, seconds) => sum + seconds, 0)
    }),
    loading: waiting.loading,
    problem: waiting.problem,
    decide: (id, seconds) => {
      decided.value = new Map([...decided.value, [id, seconds]])
      off.value = off.value.filter((one) => one !== id)
    },
    undecide: (id) => {
      decided.value = without(id)
    },
    putOff: (id) => {
      off.value = [...off.value.filter((one) => one !== id), id]
    },
    refresh,
  }
}
