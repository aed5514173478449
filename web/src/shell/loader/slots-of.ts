import { defineAsyncComponent, type Component } from 'vue'
import type { Session, SlotEntry, SlotSource } from '@vmeste/web'
import type { SlotFill } from '@vmeste/sdk/web'
import type { ModuleRegistry } from './module-registry.ts'

/** What fills which slot, by the modules that are there and by what the person may see. */
export function slotsOf(registry: ModuleRegistry, session: Session): SlotSource {
  // one async component for each fill, or every change would load and mount all of them anew
  const made = new WeakMap<SlotFill, Component>()
  const componentOf = (fill: SlotFill): Component => {
    let component = made.get(fill)
    if (!component) made.set(fill, component = defineAsyncComponent(fill.component))
    return component
  }
  return {
    fills: (slot) => [...registry.loaded.values()]
      .flatMap(({ id, web }) => (web.slots ?? []).map((fill, index) => ({ fill, key: `${id}.${index}`, module: id })))
      .filter(({ fill }) => fill.slot === slot && session.can(fill.permission))
      .sort((a, b) => a.fill.order - b.fill.order)
      .map(({ fill, key, module }): SlotEntry => ({ key, module, component: componentOf(fill) })),
  }
}
