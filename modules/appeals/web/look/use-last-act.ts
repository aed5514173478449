import { onMounted, onUnmounted, shallowRef, type ShallowRef } from 'vue'

export interface Act {
  readonly text: string
  readonly undo: () => void
  /** What happens once it can no longer be taken back. */
  readonly then?: () => Promise<void>
}

/** How long the last act can be taken back. */
const patience = 8_000

/**
 * The last act, for as long as it can be taken back. What strangers are to see is sent only then: words that have been
 * public for a second cannot be taken back. Whoever leaves the page lets it go; a browser that dies leaves it undone.
 */
export function useLastAct(): {
  readonly last: ShallowRef<Act | undefined>
  readonly done: (act: Act) => void
  readonly undo: () => void
} {
  const last = shallowRef<Act>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const take = (): Act | undefined => {
    clearTimeout(timer)
    const act = last.value
    last.value = undefined
    return act
  }
  const letGo = (): void => {
    void take()?.then?.()
  }
  const hidden = (): void => {
    if (document.visibilityState === 'hidden') letGo()
  }
  onMounted(() => {
    document.addEventListener('visibilitychange', hidden)
    // while it still can: a page that is loaded anew lives until the next one comes
    window.addEventListener('beforeunload', letGo)
  })
  onUnmounted(() => {
    document.removeEventListener('visibilitychange', hidden)
    window.removeEventListener('beforeunload', letGo)
    letGo()
  })
  return {
    last,
    done: (act) => {
      letGo()
      last.value = act
      timer = setTimeout(letGo, patience)
    },
    undo: () => {
      take()?.undo()
    },
  }
}
