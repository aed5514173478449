import {
  Directory,
  Topics,
  type Department,
  type Lang,
  type PersonalWordsOptions,
  type Text,
  type Topic,
} from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'

/** Names of the city's topics and departments in the language of the request; asked for once, used for every row. */
export interface Words {
  readonly lang: Lang
  readonly timezone: string
  topic(code: string): { readonly code: string; readonly title: string }
  department(
    code: string | null,
  ): { readonly code: string; readonly name: string; readonly phone: string | null } | null
  /** By what the rule covers texts here: the telephones of the city's own services stay. */
  readonly covering: PersonalWordsOptions
}

export async function wordsOf(ctx: AppealsCtx): Promise<Words> {
  const [leaves, departments] = await Promise.all([ctx.use(Topics).leaves(), ctx.use(Directory).departments()])
  const topics = byCode(leaves)
  const services = byCode(departments)
  return {
    lang: ctx.lang,
    timezone: ctx.city.timezone,
    // a topic or department the city has given up keeps its code in old reports
    topic: (code) => ({ code, title: topics.get(code)?.title[ctx.lang] ?? code }),
    department: (code) =>
      code === null
        ? null
        : { code, name: services.get(code)?.name[ctx.lang] ?? code, phone: services.get(code)?.phone ?? null },
    covering: {
      country: ctx.city.country,
      known: [...departments.map(({ phone }) => phone), ...leaves.map(({ callFirst }) => callFirst)],
    },
  }
}

const byCode = <One extends Topic | Department>(all: readonly One[]) => new Map(all.map((one) => [one.code, one]))

interface Place {
  readonly object: string | null
  readonly place_name: Text | null
  readonly address: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly territory: string | null
}

export const placeView = (row: Place, lang: Lang) => ({
  object: row.object,
  name: row.place_name?.[lang] ?? null,
  address: row.address,
  territory: row.territory,
  point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
})
