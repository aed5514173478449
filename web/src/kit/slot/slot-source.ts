import { computed, inject, type Component, type ComputedRef, type InjectionKey } from 'vue'

export interface SlotEntry {
  readonly key: string
  readonly module: string
  readonly component: Component
}
/** What fills a slot now, in order; reactive, so that a switched module comes and goes. */
export interface SlotSource {
  fills(slot: string): readonly SlotEntry[]
  /**
   * Known on the server too, where no fill is rendered: what a page leaves out for it must be left out in the first
   * picture.
   */
  has(slot: string): boolean
}
export const slotsKey: InjectionKey<SlotSource> = Symbol.for('vmeste.slots')

/**
 * Whether another module fills a slot: then the page need not do itself what the fill does.
 *
 * @example const asksElsewhere = useSlot('case.rate')
 */
export function useSlot(name: string): ComputedRef<boolean> {
  const source = inject(slotsKey, undefined)
  return computed(() => source?.has(name) ?? false)
}
