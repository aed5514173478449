import type { Plugin } from '@vmeste/sdk'
import type { DeliveryAdmin } from '../events/delivery-admin.ts'
import { eventsGraph } from '../events/events.graph.ts'
import type { Phones } from '../identity/phones/create-phones.ts'
import { phoneGraph } from '../identity/phones/phone.graph.ts'
import { purgeGraph } from '../purge/purge.graph.ts'
import { rolesGraph } from '../roles/roles.graph.ts'
import { settingsGraph } from '../settings/settings.graph.ts'
import { corePlugin } from './core-plugin.ts'
import type { ModuleParts } from './module-resolvers.ts'

/** The core with the graphs of all its parts. */
export const wholeCore = (parts: () => ModuleParts, admin: () => DeliveryAdmin, phones: () => Phones | undefined): Plugin =>
  corePlugin(parts, [eventsGraph(admin), settingsGraph(parts), purgeGraph(parts), rolesGraph(parts), phoneGraph(phones)])

/** The core to read and not to run: its graph, its events, its rights. */
export function readableCore(): Plugin {
  const notHere = (): never => { throw new Error('this graph is for reading, not for running') }
  return wholeCore(notHere, notHere, notHere)
}
