import { onMounted, onUnmounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { areaAround, areaBetween, isArea, moved, resized, type Area, type Point } from './photo-area.ts'

export interface UseArea {
  /** What is about to be covered. */
  readonly area: ShallowRef<Area | undefined>
  /** It is being drawn: there is nothing to press yet. */
  readonly drawing: Ref<boolean>
  /** Puts a box in the middle, for the keyboard. */
  readonly place: () => void
  readonly drop: () => void
  readonly hear: Readonly<Record<string, (event: never) => void>>
}

interface Acts {
  readonly element: () => HTMLElement | null | undefined
  readonly cover: (area: Area) => void
  /** By the keyboard, which stood on it. */
  readonly dropped: () => void
}

/** A finger trembles. */
const still = 6
const step = 0.02
const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
}

/**
 * How a box is put on a picture: a touch, a finger or mouse drawn over it, arrows. The box is moved, sized by its corner
 * and covers when it is pressed.
 */
export function useArea({ element, cover, dropped }: Acts): UseArea {
  const area = shallowRef<Area>()
  const drawing = ref(false)
  let grip:
    | { readonly mode: 'draw' | 'move' | 'size'; readonly from: Point; readonly before: Area | undefined }
    | undefined
  let start = { x: 0, y: 0 }
  let went = false

  const at = ({ clientX, clientY }: PointerEvent): Point => {
    const box = element()!.getBoundingClientRect()
    return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height }
  }
  const ratio = (): number => {
    const box = element()?.getBoundingClientRect()
    return box && box.height > 0 ? box.width / box.height : 1
  }
  const drop = (): void => {
    area.value = undefined
    drawing.value = false
    grip = undefined
  }
  const pointerdown = (event: PointerEvent): void => {
    const target = event.target as Element
    if (event.button !== 0 || !event.isPrimary || target.closest('.ap-area-laid')) return
    const mode = target.closest('.ap-area-corner') ? 'size' : target.closest('.ap-area-new') ? 'move' : 'draw'
    grip = { mode, from: at(event), before: mode === 'draw' ? undefined : area.value }
    start = { x: event.clientX, y: event.clientY }
    went = false
  }
  const pointermove = (event: PointerEvent): void => {
    if (!grip || event.buttons === 0) return
    if (!went && Math.hypot(event.clientX - start.x, event.clientY - start.y) < still) return
    if (!went) element()?.setPointerCapture(event.pointerId)
    went = true
    const now = at(event)
    const by = { x: now.x - grip.from.x, y: now.y - grip.from.y }
    drawing.value = grip.mode === 'draw'
    if (grip.mode === 'draw') area.value = areaBetween(grip.from, now)
    else if (grip.before) area.value = (grip.mode === 'move' ? moved : resized)(grip.before, by)
  }
  const pointerup = (): void => {
    if (!grip) return
    drawing.value = false
    if (grip.mode === 'draw' && (!went || (area.value && !isArea(area.value))))
      area.value = areaAround(grip.from, ratio())
    grip = undefined
  }
  /** The page scrolls after all. */
  const pointercancel = (): void => {
    if (grip?.mode === 'draw') drop()
    grip = undefined
  }
  const click = (event: MouseEvent): void => {
    const pressed = (event.target as Element).closest('.ap-area-new')
    // the end of a stroke is no touch; a keyboard has none
    if (pressed && area.value && (!went || event.detail === 0)) take()
    went = false
  }
  const take = (): void => {
    const chosen = area.value
    drop()
    if (chosen) cover(chosen)
  }
  const keydown = (event: KeyboardEvent): void => {
    if (!area.value || event.ctrlKey || event.metaKey || event.altKey) return
    if (!(event.target as Element).closest('.ap-area-new')) return
    const arrow = arrows[event.key]
    if (arrow) area.value = (event.shiftKey ? resized : moved)(area.value, arrow)
    else if (event.code === 'KeyV') take()
    else if (event.key === 'Escape') {
      drop()
      dropped()
    } else if (event.key === 'Enter' || event.key === ' ') return event.stopPropagation()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  onMounted(() => {
    addEventListener('pointerup', pointerup)
  })
  onUnmounted(() => {
    removeEventListener('pointerup', pointerup)
  })
  return {
    area,
    drawing,
    drop,
    place: () => {
      area.value = areaAround({ x: 0.5, y: 0.5 }, ratio())
    },
    hear: { pointerdown, pointermove, pointercancel, click, keydown },
  }
}
