import type { Lang } from '@vmeste/sdk'
import { expect } from 'vitest'

/** A host that answers: a `TestHost`. */
interface Town {
  graph<Data>(
    city: string,
    query: string,
    variables?: Record<string, unknown>,
    options?: { as?: string; lang?: Lang },
  ): Promise<{ data: Data; errors?: { message: string; extensions: { code: string } }[] }>
}

/** Names of the four fields of a table. */
export interface TableFields {
  readonly take: string
  readonly undo: string
  readonly imports: string
  readonly give: string
}
/** What an import answers, whichever way it ends. */
export interface Taken {
  readonly __typename: string
  readonly id: string
  readonly code?: string
  readonly message?: string
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly cells: number
  readonly notes: readonly string[]
  readonly fields?: readonly { path: string; code: string; message: string }[]
  readonly changes: readonly object[]
}
export interface TableAsked {
  readonly fields: TableFields
  send(csv: string, dryRun?: boolean, lang?: Lang): Promise<Taken>
  undo(id: string): Promise<{ __typename: string; rows?: number; code?: string; message?: string }>
  imports(): Promise<readonly { id: string; created: number; updated: number; undoneAt: string | null }[]>
  give(lang?: Lang): Promise<string>
  /** How each of the four fields refuses somebody. */
  codes(as: string): Promise<readonly (string | undefined)[]>
}

/** A table of the city as its administrator asks for it over the graph. */
export function tableIn(town: Town, city: string, fields: TableFields): TableAsked {
  const { take, undo, imports, give } = fields
  const admin = { as: `admin.${city}` }
  const taking = `mutation ($csv: String!, $dryRun: Boolean) { done: ${take}(csv: $csv, dryRun: $dryRun) { __typename
    ... on TableImported { id created updated unchanged cells notes changes { line key created column before after } }
    ... on InvalidInput { code fields { path code message } } ... on Problem { code message } } }`
  const undoing = `mutation ($id: UUID!) { done: ${undo}(id: $id) { __typename ... on TableUndone { rows } ... on Problem { code message } } }`
  const listing = `{ done: ${imports} { id created updated undoneAt until } }`
  const giving = `{ done: ${give} }`
  const done = async <T>(query: string, variables: Record<string, unknown> = {}, lang: Lang = 'ru'): Promise<T> => {
    const { data, errors } = await town.graph<{ done: T }>(city, query, variables, { ...admin, lang })
    expect(errors).toBeUndefined()
    return data.done
  }
  return {
    fields,
    send: (csv, dryRun = false, lang) => done(taking, { csv, dryRun }, lang),
    undo: (id) => done(undoing, { id }),
    imports: () => done(listing),
    give: (lang) => done(giving, {}, lang),
    codes: (as) =>
      Promise.all(
        (
          [
            [taking, { csv: 'code\nA' }],
            [undoing, { id: '01890000-0000-7000-8000-000000000001' }],
            [listing, {}],
            [giving, {}],
          ] as const
        ).map(async ([query, variables]) => {
          const { data, errors } = await town.graph<{ done: unknown }>(city, query, variables, { as })
          expect(data?.done ?? null).toBeNull()
          return errors?.[0]?.extensions.code
        }),
      ),
  }
}
