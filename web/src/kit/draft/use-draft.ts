import { getCurrentScope, onScopeDispose, ref, watch, type Ref } from 'vue'
import { usePortal } from '../portal/portal.ts'

export interface UseDraft<T> {
  readonly draft: Ref<T>
  /** True when something of an earlier visit was found. */
  readonly restored: boolean
  /** After sending: forgets what was typed. */
  readonly clear: () => void
  /** The same form of another city begins with what is typed here. */
  readonly copyTo: (city: string, value: T) => void
}

const keep = 14 * 86_400_000

/**
 * What somebody is typing, kept in this browser: it survives a reload, a closed tab and the module being switched off.
 *
 * @param name unique within the module: `appeals.answer.<id>`
 * @param empty what an untouched form holds; plain JSON only
 */
export function useDraft<T extends object>(name: string, empty: () => T): UseDraft<T> {
  const keyIn = (city: string): string => `vmeste.draft.${city}.${name}`
  const key = keyIn(usePortal().city.slug)
  const found = read<T>(key)
  const draft = ref(found ? { ...empty(), ...found } : empty()) as Ref<T>
  let timer: ReturnType<typeof setTimeout> | undefined
  const put = (at: string, value: T): void => {
    try {
      if (JSON.stringify(value) === JSON.stringify(empty())) localStorage.removeItem(at)
      else localStorage.setItem(at, JSON.stringify({ at: Date.now(), value }))
    } catch {
      /* private mode or a full store: the form still works, it is just not kept */
    }
  }
  const write = (): void => {
    clearTimeout(timer)
    timer = undefined
    put(key, draft.value)
  }
  const stop = watch(
    draft,
    () => {
      timer ??= setTimeout(write, 250)
    },
    { deep: true },
  )
  // leaving the page between two writes must not lose the last words
  const flush = (): void => {
    if (timer) write()
  }
  if (typeof addEventListener === 'function') addEventListener('pagehide', flush)
  if (getCurrentScope())
    onScopeDispose(() => {
      flush()
      stop()
      if (typeof removeEventListener === 'function') removeEventListener('pagehide', flush)
    })
  return {
    draft,
    restored: found !== undefined,
    clear: () => {
      draft.value = empty()
      write()
    },
    copyTo: (city, value) => {
      put(keyIn(city), value)
    },
  }
}

function read<T>(key: string): Partial<T> | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? 'null') as { at: number; value: Partial<T> } | null
    return stored && Date.now() - stored.at < keep ? stored.value : undefined
  } catch {
    return undefined
  }
}
