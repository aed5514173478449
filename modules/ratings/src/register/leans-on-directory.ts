import type { LeaningSource } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { RatingsCtx } from '../ctx.ts'

/** Departments that were rated, or that the city has entered otherwise. Nobody waits for a department here. */
export const leaning: LeaningSource = {
  working: async () => [],
  naming: async (ctx, { departments }) => {
    const among = sql`any(${[...departments]}::text[])`
    const { rows } = await sql<{ code: string }>`
      select code from ratings.object where code = ${among}
      union select department from ratings.object where department = ${among}
      union select parent from ratings.object where parent = ${among}
      union select object from ratings.rating where object = ${among}
      union select object from ratings.invitation where object = ${among}`.execute((ctx as RatingsCtx).db.read)
    return { departments: rows.map(({ code }) => code), topics: [] }
  },
}
