import type { Component, InjectionKey } from 'vue'

export interface SlotEntry { readonly key: string; readonly module: string; readonly component: Component }
/** What fills a slot now, in order; reactive, so that a switched module comes and goes. */
export interface SlotSource { fills(slot: string): readonly SlotEntry[] }
export const slotsKey: InjectionKey<SlotSource> = Symbol.for('vmeste.slots')
