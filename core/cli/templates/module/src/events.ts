import { z } from '@vmeste/sdk'
import { kinds } from './sighting.entity.ts'

/** What this module tells others, with the shape it promises. No personal data: an event may leave the platform. */
export const events = { 'stray-animals.sighting.reported@1': z.object({ sighting: z.uuid(), kind: z.enum(kinds) }) }
