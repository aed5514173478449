import { Directory, type Text } from '@vmeste/sdk'
import type { RatingsCtx } from '../ctx.ts'
import type { ObjectKind } from '../storage/ratings.entity.ts'

/** One thing people may judge: an organisation, a unit of it, one of its services. */
export interface Registered {
  readonly code: string
  readonly kind: ObjectKind
  readonly title: Text
  readonly parent: string | null
  /** The department whose staff answer for it. */
  readonly department: string | null
  readonly active: boolean
  /** The city has entered or changed it; otherwise it comes from the directory. */
  readonly own: boolean
}
export interface Register {
  readonly byCode: ReadonlyMap<string, Registered>
  /** The object itself and everything below it. */
  below(code: string): readonly string[]
}

export const mostObjects = 2000
const deepest = 5

/** Organisations share no codes with departments by any rule, so theirs are told apart. */
export const organisationCode = (code: string): string => `ORG.${code}`

/**
 * The register of rated objects: the directory's organisations and departments by themselves, and what the city has
 * entered.
 */
export async function registerOf(ctx: RatingsCtx): Promise<Register> {
  const directory = ctx.use(Directory)
  const [organisations, departments, rows] = await Promise.all([
    directory.organisations(),
    directory.departments(),
    ctx.db.read
      .selectFrom('object')
      .select(['code', 'kind', 'title', 'parent', 'department', 'active'])
      .orderBy('code')
      .limit(mostObjects)
      .execute(),
  ])
  const codeOf = new Map(organisations.map(({ id, code }) => [id, organisationCode(code)]))
  const known: Registered[] = [
    ...organisations.map(({ code, name }): Registered => ({
      code: organisationCode(code),
      kind: 'ORGANISATION',
      title: name,
      parent: null,
      department: null,
      active: true,
      own: false,
    })),
    ...departments.map(({ code, name, organisation }): Registered => ({
      code,
      kind: 'UNIT',
      title: name,
      parent: codeOf.get(organisation) ?? null,
      department: code,
      active: true,
      own: false,
    })),
  ]
  const byCode = new Map(known.map((one) => [one.code, one]))
  for (const row of rows) {
    const given = byCode.get(row.code)
    // what the directory knows keeps its place in it
    byCode.set(row.code, {
      ...row,
      ...(given ? { kind: given.kind, parent: given.parent, department: given.department } : {}),
      own: true,
    })
  }
  const parts = Map.groupBy(byCode.values(), ({ parent }) => parent)
  const below = (code: string, depth = 0): string[] =>
    depth > deepest ? [] : [code, ...(parts.get(code) ?? []).flatMap((part) => below(part.code, depth + 1))]
  return { byCode, below: (code) => below(code) }
}
