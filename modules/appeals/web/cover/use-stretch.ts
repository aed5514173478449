import { computed, onMounted, onUnmounted, ref, type ComputedRef, type Ref } from 'vue'
import { stretchOf, type Stretch, type Word } from './words.ts'

export interface UseStretch {
  /** The word the keyboard stands on. */
  readonly at: Ref<number>
  /** Words that are about to be covered together. */
  readonly chosen: ComputedRef<{ readonly first: number; readonly last: number } | undefined>
  /** What the browser's own selection holds: on a phone after a long touch. */
  readonly selected: Ref<Stretch | undefined>
  readonly drop: () => void
  readonly hear: Readonly<Record<string, (event: never) => void>>
}

interface Acts {
  readonly words: () => readonly Word[]
  readonly element: () => HTMLElement | null | undefined
  /** One word was touched. */
  readonly touch: (at: number) => void
  readonly cover: (stretch: Stretch) => void
}

/**
 * How words are chosen: one touch, a finger or mouse drawn over several, arrows with Shift. The browser's own selection
 * serves as well; pages offer a button for it.
 */
export function useStretch({ words, element, touch, cover }: Acts): UseStretch {
  const at = ref(0)
  const anchor = ref<number>()
  const selected = ref<Stretch>()
  let drawn = false
  const indexOf = (node: Element | null | undefined): number | undefined => {
    const word = node?.closest<HTMLElement>('[data-word]')
    return word && element()?.contains(word) ? Number(word.dataset.word) : undefined
  }
  const chosen = computed(() =>
    anchor.value === undefined
      ? undefined
      : { first: Math.min(anchor.value, at.value), last: Math.max(anchor.value, at.value) },
  )
  const drop = (): void => {
    anchor.value = undefined
    selected.value = undefined
  }
  const take = (): void => {
    const range = chosen.value
    drop()
    if (range && range.first !== range.last) cover(stretchOf(words(), range.first, range.last))
    else touch(at.value)
  }
  const focus = (): void => {
    element()?.querySelector<HTMLElement>(`[data-word="${at.value}"]`)?.focus()
  }
  const moveTo = (next: number, further: boolean): void => {
    if (further) anchor.value ??= at.value
    else anchor.value = undefined
    at.value = Math.min(Math.max(0, next), words().length - 1)
    focus()
  }
  const steps: Readonly<Record<string, () => number>> = {
    ArrowRight: () => at.value + 1,
    ArrowDown: () => at.value + 1,
    ArrowLeft: () => at.value - 1,
    ArrowUp: () => at.value - 1,
    Home: () => 0,
    End: () => words().length - 1,
  }
  const keydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = steps[event.key]
    if (step) moveTo(step(), event.shiftKey)
    else if (event.code === 'KeyV' || event.key === 'Enter' || event.key === ' ') take()
    else if (event.key === 'Escape' && anchor.value !== undefined) drop()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  let from: number | undefined
  const pointerdown = (event: PointerEvent): void => {
    if (event.button !== 0) return
    drawn = false
    from = indexOf(event.target as Element)
    if (from === undefined) return
    drop()
    at.value = from
  }
  const pointermove = (event: PointerEvent): void => {
    if (from === undefined || event.buttons === 0) return
    const over = indexOf(document.elementFromPoint(event.clientX, event.clientY))
    if (over === undefined || (over === from && !drawn)) return
    drawn = true
    anchor.value = from
    at.value = over
  }
  const pointerup = (): void => {
    if (from !== undefined && drawn) take()
    from = undefined
  }
  const pointercancel = (): void => {
    from = undefined
    drawn = false
    drop()
  }
  const click = (event: MouseEvent): void => {
    const over = indexOf(event.target as Element)
    // the end of a stroke is no touch
    if (over !== undefined && !drawn) {
      at.value = over
      take()
      focus()
    }
    drawn = false
  }
  // the mouse draws itself: the browser's selection would follow it
  const mousedown = (event: MouseEvent): void => {
    if (event.button === 0) event.preventDefault()
  }
  const selectionchange = (): void => {
    const range = document.getSelection()
    const box = element()
    if (!range || range.isCollapsed || !box?.contains(range.anchorNode) || !box.contains(range.focusNode)) {
      selected.value = undefined
      return
    }
    const within = words().filter((_, index) => range.containsNode(box.querySelector(`[data-word="${index}"]`)!, true))
    selected.value = within.length > 0 ? { from: within[0]!.from, to: within.at(-1)!.to } : undefined
  }
  onMounted(() => {
    document.addEventListener('selectionchange', selectionchange)
    addEventListener('pointerup', pointerup)
  })
  onUnmounted(() => {
    document.removeEventListener('selectionchange', selectionchange)
    removeEventListener('pointerup', pointerup)
  })
  return { at, chosen, selected, drop, hear: { keydown, pointerdown, pointermove, pointercancel, click, mousedown } }
}
