import type { ResolverMap } from '@vmeste/sdk'
import { closeSighting } from './close-sighting.ts'
import { listSightings } from './list-sightings.ts'
import { reportSighting } from './report-sighting.ts'
import type { ModuleCtx } from './sighting.entity.ts'

/** Thin on purpose: each names one use case, which can be read and tested alone. */
export const resolvers: ResolverMap = {
  Query: { strayAnimals: (_: unknown, { first }: { first: number }, ctx: ModuleCtx) => listSightings(ctx, first) },
  Mutation: {
    reportStrayAnimals: (_: unknown, { input }: { input: unknown }, ctx: ModuleCtx) => reportSighting(ctx, input),
    closeStrayAnimals: (_: unknown, { id }: { id: string }, ctx: ModuleCtx) => closeSighting(ctx, id),
  },
}
