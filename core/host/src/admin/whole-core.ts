import { Accounts, type Plugin } from '@vmeste/sdk'
import type { DeliveryAdmin } from '../events/delivery-admin.ts'
import { corePlugin } from './core-plugin.ts'
import { deliveriesGraph } from './deliveries/deliveries.graph.ts'
import type { ModuleParts } from './modules/modules.resolvers.ts'
import { peopleGraph, type PeopleParts } from './people/people.graph.ts'
import { phoneGraph, type PhoneParts } from './phone/phone.graph.ts'
import { purgeGraph, type PurgeGraphParts } from './purge/purge.graph.ts'
import { rolesGraph, type RolesParts } from './roles/roles.graph.ts'
import { settingsGraph, type SettingsParts } from './settings/settings.graph.ts'
import { CityAccounts } from './staff/city-accounts.ts'
import type { StaffParts } from './staff/staff-accounts.ts'
import { staffGraph } from './staff/staff.graph.ts'
import { statusGraph, type StatusGraphParts } from './status/status.graph.ts'

/** What of the host each part of its own graph works with. */
export interface CoreParts {
  readonly modules: ModuleParts
  readonly settings: SettingsParts
  readonly purge: PurgeGraphParts
  readonly roles: RolesParts
  readonly deliveries: DeliveryAdmin
  readonly phone: PhoneParts
  readonly staff: StaffParts
  readonly status: StatusGraphParts
  readonly people: PeopleParts
}

/** The core with the graphs of all its parts, and what of the accounts it tells the civic services. */
export const wholeCore = (parts: CoreParts): Plugin => ({
  ...corePlugin(parts.modules, [
    deliveriesGraph(parts.deliveries),
    settingsGraph(parts.settings),
    purgeGraph(parts.purge),
    rolesGraph(parts.roles),
    phoneGraph(parts.phone),
    staffGraph(parts.staff),
    statusGraph(parts.status),
    peopleGraph(parts.people),
  ]),
  services: (scope) => {
    scope.bind(
      Accounts,
      () =>
        new CityAccounts({
          slug: scope.city.slug,
          clock: scope.clock,
          users: () => parts.staff.identity?.users,
          roles: () => parts.modules.store.bySlug(scope.city.slug)?.roles,
        }),
    )
  },
})

/** The core to read and not to run: its graph, its events, its rights. */
export const readableCore = (): Plugin =>
  wholeCore({
    modules: notHere,
    settings: notHere,
    purge: notHere,
    roles: notHere,
    deliveries: notHere,
    phone: notHere,
    staff: notHere,
    status: notHere,
    people: notHere,
  })

/** Stands for parts of a host where there is none: whoever asks it for anything has run what is there to be read. */
const notHere = new Proxy(
  {},
  {
    get: () => {
      throw new Error('this graph is for reading, not for running')
    },
  },
) as never
