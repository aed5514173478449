import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { NetworkFailure, offlineCode, usePortal, useText, type ProblemData } from '@vmeste/web'
import type { TrustedOperation } from '@vmeste/sdk/web'

export interface Page<Node> {
  readonly nodes: readonly Node[]
  readonly endCursor: string | null
  readonly hasNext: boolean
  readonly total?: number
  readonly totalIsExact?: boolean
}
export interface UsePages<Node> {
  readonly nodes: ComputedRef<readonly Node[]>
  readonly total: ComputedRef<number | undefined>
  /** False where there are more than `total`. */
  readonly totalIsExact: ComputedRef<boolean>
  readonly hasNext: ComputedRef<boolean>
  /** Nothing to show yet. */
  readonly loading: ComputedRef<boolean>
  /** Something newer is on its way. */
  readonly busy: Ref<boolean>
  readonly problem: Ref<ProblemData | undefined>
  more(): Promise<void>
  /** The same stretch of the list anew. */
  refresh(): Promise<void>
}

const most = 100
/** The last list of each kind: who comes back to it finds it as long as it was, and the place where they stood. */
const remembered = new Map<string, { readonly of: string; readonly page: Page<unknown> }>()

/**
 * A list that grows by keyset pages and starts anew when what is asked for changes.
 *
 * @param variables what is asked for, without `first` and `after`
 * @param pick the page inside the answer
 */
export function usePages<Data, Variables extends { first?: number | null; after?: string | null }, Node>(
  operation: TrustedOperation<Data, Variables>,
  variables: () => Omit<Variables, 'first' | 'after'>,
  pick: (data: Data) => Page<Node> | null,
  size = 30,
): UsePages<Node> {
  const { graph, city } = usePortal()
  const { say } = useText()
  const page = shallowRef<Page<Node>>()
  const problem = ref<ProblemData>()
  const busy = ref(false)
  const slot = `${city.slug}.${operation.name}`
  const asked = computed(() => JSON.stringify(variables()))
  let turn = 0
  let abort: AbortController | undefined

  const ask = async (first: number, after: string | null, take: (fresh: Page<Node>) => Page<Node>): Promise<void> => {
    const mine = ++turn
    abort?.abort()
    abort = new AbortController()
    busy.value = true
    problem.value = undefined
    try {
      const { data, errors } = await graph!.transport.send(operation.id, { ...variables(), first, after }, abort.signal)
      if (mine !== turn) return
      const fresh = data ? pick(data as Data) : null
      if (fresh) {
        page.value = take(fresh)
        remembered.set(slot, { of: asked.value, page: page.value })
      } else
        problem.value = {
          code: codeOf(errors?.[0]?.extensions),
          message: errors?.[0]?.message ?? say('offline.noAnswer'),
        }
    } catch (error) {
      if (mine !== turn) return
      if (!(error instanceof NetworkFailure)) throw error
      problem.value = { code: offlineCode, message: say('offline.noAnswer') }
    } finally {
      if (mine === turn) busy.value = false
    }
  }
  const refresh = (): Promise<void> => {
    const old = page.value
    const first = Math.min(most, Math.max(size, old?.nodes.length ?? 0))
    // what lies beyond one request stays as it was
    return ask(first, null, (fresh) =>
      old && fresh.hasNext && old.nodes.length > most
        ? {
            ...old,
            nodes: [...fresh.nodes, ...old.nodes.slice(fresh.nodes.length)],
            ...(fresh.total === undefined ? {} : { total: fresh.total, totalIsExact: fresh.totalIsExact ?? true }),
          }
        : fresh,
    )
  }
  watch(
    asked,
    (now, before) => {
      const known = before === undefined ? remembered.get(slot) : undefined
      if (known?.of === now) page.value = known.page as Page<Node>
      void (page.value && before === undefined ? refresh() : ask(size, null, (fresh) => fresh))
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    turn += 1
    abort?.abort()
  })

  return {
    nodes: computed(() => page.value?.nodes ?? []),
    total: computed(() => page.value?.total),
    totalIsExact: computed(() => page.value?.totalIsExact ?? true),
    hasNext: computed(() => page.value?.hasNext ?? false),
    loading: computed(() => page.value === undefined && problem.value === undefined),
    busy,
    problem,
    refresh,
    async more() {
      const old = page.value
      if (old?.hasNext) await ask(size, old.endCursor, (fresh) => ({ ...fresh, nodes: [...old.nodes, ...fresh.nodes] }))
    },
  }
}

const codeOf = (extensions: Readonly<Record<string, unknown>> | undefined): string =>
  typeof extensions?.code === 'string' ? extensions.code : 'UNKNOWN'
