import { Directory, Topics, type Department, type Lang, type Text, type Topic } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { texts } from '../texts.ts'

/** Names of the city's topics and departments in the language of the request; asked for once, used for every row. */
export interface Words {
  readonly lang: Lang
  readonly timezone: string
  topic(code: string): { readonly code: string; readonly title: string }
  department(
    code: string | null,
  ): { readonly code: string; readonly name: string; readonly phone: string | null } | null
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
  }
}

const byCode = <One extends Topic | Department>(all: readonly One[]) => new Map(all.map((one) => [one.code, one]))

const laws: Readonly<Record<string, Text>> = { BY: texts.legalBy, RU: texts.legalRu }
/** What the law calls a report in this country. */
export const legalNote = (ctx: AppealsCtx): string => ctx.say(laws[ctx.city.country] ?? texts.legal)

export const placeView = (
  row: {
    object: string | null
    place_name: Text | null
    address: string | null
    lat: number | null
    lon: number | null
    territory: string | null
  },
  lang: Lang,
) => ({
  object: row.object,
  name: row.place_name?.[lang] ?? null,
  address: row.address,
  territory: row.territory,
  point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
})
