import { onMounted, onUnmounted, ref, type Ref } from 'vue'

const off = 'vmeste.keys.off'

/**
 * One-key commands by the place of a key, not by its letter: they work alike with a Cyrillic layout.
 * Silent while somebody types, and while they are switched off.
 *
 * @param keys by `event.code`: `{ KeyJ: next }`
 */
export function useKeys(keys: Readonly<Record<string, () => void>>): {
  readonly on: Ref<boolean>
  readonly setOn: (value: boolean) => void
} {
  const on = ref(true)
  const hear = (event: KeyboardEvent): void => {
    if (!on.value || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const target = event.target as HTMLElement
    if (target.closest('input, textarea, select, dialog, [contenteditable]')) return
    // Enter on a link or a button is theirs
    if (event.code === 'Enter' && target.closest('a, button, summary')) return
    const act =
      keys[
        (event.code === 'Slash' || event.code === 'Digit7') && event.shiftKey
          ? 'Help'
          : event.key === '?'
            ? 'Help'
            : event.code
      ]
    if (!act) return
    event.preventDefault()
    act()
  }
  onMounted(() => {
    try {
      on.value = localStorage.getItem(off) === null
    } catch {
      /* a browser that keeps nothing keeps the keys on */
    }
    addEventListener('keydown', hear)
  })
  onUnmounted(() => {
    removeEventListener('keydown', hear)
  })
  return {
    on,
    setOn: (value) => {
      on.value = value
      try {
        if (value) localStorage.removeItem(off)
        else localStorage.setItem(off, '1')
      } catch {
        /* as above */
      }
    },
  }
}
