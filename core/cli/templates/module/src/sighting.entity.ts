import type { Ctx } from '@vmeste/sdk'
import { defineEntity, p, type CityTransaction, type Generated } from '@vmeste/sdk/storage'

/** What was seen. The list stands in the graph, in the form and here: a new kind needs no change of the table. */
export const kinds = ['DOG', 'CAT', 'OTHER'] as const
export type Kind = (typeof kinds)[number]

/** For the contract: it names the columns. The table itself is made by the migration. */
export const Sighting = defineEntity({
  name: 'Sighting',
  schema: 'stray_animals',
  tableName: 'sighting',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    id: p.uuid().primary(),
    kind: p.text(),
    place: p.text(),
    note: p.text().nullable(),
    person: p.text().nullable(),
    /** Id of the report this came from, for what residents sent another way. */
    report: p.uuid().nullable(),
    seenAt: p.datetime(3),
    closedAt: p.datetime(3).nullable(),
  },
})

/** The same for queries, as the database driver hands the columns over. `city` fills itself in. */
export interface Tables {
  sighting: {
    city: Generated<number>
    id: string
    kind: Kind
    place: string
    note: string | null
    person: string | null
    report: string | null
    seen_at: Date
    closed_at: Date | null
  }
}

/** This module's own doors: they open on its tables only, and only on the rows of the city of the request. */
export type ModuleCtx = Ctx<Tables>
export type ModuleTx = CityTransaction<Tables>
