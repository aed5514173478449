import type { WebDefinition } from '@vmeste/sdk/web'
import { byName, sortedBy } from './text-of.ts'

const kept = <Value extends object>(value: Value): Partial<Value> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Partial<Value>

/**
 * `contract/web.json`: which addresses, menu entries and places of the portal the module takes, and which it offers.
 */
export function webOf(web: WebDefinition | undefined, offers: readonly string[] = []): object {
  if (!web) return {}
  return {
    languages: Object.keys(web.messages).sort(),
    routes: sortedBy(web.routes, ({ path }) => path).map(({ path, name, title, permission, layout }) =>
      kept({ path, name, title, permission, layout }),
    ),
    publicPages: sortedBy(web.publicPages, ({ path }) => path).map(({ path, name, query, action }) => ({
      path,
      name,
      query: query.name,
      actions: Object.fromEntries(byName(action).map(([form, { mutation }]) => [form, mutation.name])),
    })),
    menu: sortedBy(web.menu, ({ route, audience }) => `${route} ${audience}`).map(
      ({ route, title, icon, audience, permission, order }) =>
        kept({ route, title, icon, audience, permission, order }),
    ),
    slots: {
      fills: sortedBy(web.slots, ({ slot, order }) => `${slot} ${String(order).padStart(6, '0')}`).map(
        ({ slot, permission, order }) => kept({ slot, permission, order }),
      ),
      offers: [...new Set(offers)].sort(),
    },
  }
}
