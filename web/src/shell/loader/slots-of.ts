import { defineAsyncComponent, type Component } from 'vue'
import type { Session, SlotEntry, SlotSource } from '@vmeste/web'
import type { SlotFill, WebModule } from '@vmeste/sdk/web'
import type { LoaderHost, ModuleRegistry } from './module-registry.ts'

/** What fills which slot, by the modules that are there and by what the person may see. */
export function slotsOf(registry: ModuleRegistry, session: Session, pageTexts: LoaderHost['addPageTexts']): SlotSource {
  // one async component for each fill, or every change would load and mount all of them anew
  const made = new WeakMap<SlotFill, Component>()
  const componentOf = (fill: SlotFill, module: WebModule): Component => {
    let component = made.get(fill)
    if (!component)
      made.set(
        fill,
        (component = defineAsyncComponent(async () => {
          const [part] = await Promise.all([fill.component(), fill.permission ? pageTexts(module) : undefined])
          return part
        })),
      )
    return component
  }
  const open = (slot: string) =>
    [...registry.loaded.values()]
      .flatMap(({ id, web }) =>
        (web.slots ?? []).map((fill, index) => ({ fill, web, key: `${id}.${index}`, module: id })),
      )
      .filter(({ fill }) => fill.slot === slot && session.can(fill.permission))
  return {
    has: (slot) => open(slot).length > 0,
    fills: (slot) =>
      open(slot)
        .sort((a, b) => a.fill.order - b.fill.order)
        .map(({ fill, web, key, module }): SlotEntry => ({ key, module, component: componentOf(fill, web) })),
  }
}
