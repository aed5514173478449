import { readFileSync } from 'node:fs'
import { definePlugin } from '@vmeste/sdk'
import { events } from './events.ts'
import { hearReport } from './hear-report.ts'
import { inUse } from './in-use.ts'
import { Sightings } from './migrations/0001-sightings.migration.ts'
import { permissions } from './permissions.ts'
import { personalData } from './personal-data.ts'
import { resolvers } from './stray-animals.resolvers.ts'
import { settings } from './settings.ts'
import { Sighting } from './sighting.entity.ts'
import { texts } from './texts.ts'

/** Everything the module is, as a table of contents. The platform checks it before a city may switch it on. */
export default definePlugin({
  id: 'stray-animals',
  engine: '^0.1',
  title: texts.title,
  summary: texts.summary,
  settings,
  permissions,
  graph: { typeDefs: readFileSync(new URL('./stray-animals.graphql', import.meta.url), 'utf8'), resolvers },
  // a schema and a database role of its own: no other module's tables are within reach
  storage: {
    schema: 'stray_animals',
    entities: [Sighting],
    migrations: [{ name: '0001-sightings', class: Sightings }],
  },
  emits: events,
  subscribes: [hearReport],
  personalData,
  inUse,
})
