import type { Plugin } from '@vmeste/sdk'
import type { DeliveryAdmin } from '../events/delivery-admin.ts'
import { eventsGraph } from './deliveries/deliveries.graph.ts'
import type { Phones } from '../identity/phones/create-phones.ts'
import { phoneGraph } from './phone/phone.graph.ts'
import { purgeGraph } from './purge/purge.graph.ts'
import { rolesGraph } from './roles/roles.graph.ts'
import { settingsGraph } from './settings/settings.graph.ts'
import type { StaffParts } from './staff/staff-accounts.ts'
import { statusGraph, type StatusGraphParts } from './status/status.graph.ts'
import { staffGraph } from './staff/staff.graph.ts'
import { corePlugin } from './core-plugin.ts'
import type { ModuleParts } from './modules/module-resolvers.ts'

/** The core with the graphs of all its parts. */
/** What the host itself is made of, for its own part of the graph; asked for when it is there. */
export interface CoreParts {
  readonly modules: () => ModuleParts
  readonly deliveries: () => DeliveryAdmin
  readonly phones: () => Phones | undefined
  readonly staff: () => StaffParts
  readonly status: Omit<StatusGraphParts, 'deliveries'>
}

export const wholeCore = ({ modules, deliveries, phones, staff, status }: CoreParts): Plugin =>
  corePlugin(modules, [
    eventsGraph(deliveries),
    settingsGraph(modules),
    purgeGraph(modules),
    rolesGraph(modules),
    phoneGraph(phones),
    staffGraph(staff),
    statusGraph({ ...status, deliveries }),
  ])

/** The core to read and not to run: its graph, its events, its rights. */
export function readableCore(): Plugin {
  const notHere = (): never => {
    throw new Error('this graph is for reading, not for running')
  }
  return wholeCore({
    modules: notHere,
    deliveries: notHere,
    phones: notHere,
    staff: notHere,
    status: { status: notHere, letter: notHere, cityId: notHere },
  })
}
