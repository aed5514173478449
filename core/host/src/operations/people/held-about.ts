import { type Ctx, type PersonalData, type PersonSubject, type Plugin } from '@vmeste/sdk'

/** Somebody's rows as one declaration tells of them. */
export interface Held {
  readonly module: Plugin
  readonly data: PersonalData
  readonly rows: readonly Record<string, unknown>[]
}

/** What of a request, a command or a job asks modules about people. */
export interface PeopleScope {
  ctx(plugin: Plugin): Ctx
}

/** Modules first, then what they lean on: a letter or a photo is found by the thing that it hangs on. */
export const inOrder = (plugins: readonly Plugin[]): Plugin[] => {
  const last = ['civic', 'core']
  return [...plugins].sort((a, b) => last.indexOf(a.id) - last.indexOf(b.id))
}

/** Table with its schema, as rows are counted by. */
export const tableOf = ({ id, storage }: Plugin, { table }: PersonalData): string =>
  table.includes('.') ? table : `${storage?.schema ?? id}.${table}`

/**
 * What tells a declaration from others: its table, with its first column where an earlier declaration of the module has
 * the same one.
 */
export function nameOf(plugin: Plugin, data: PersonalData): string {
  const table = tableOf(plugin, data)
  const first = plugin.personalData?.find((each) => tableOf(plugin, each) === table)
  return first === data ? table : `${table}.${data.columns[0] ?? ''}`
}

/** Months of the term, as the city has it. */
export const monthsOf = (ctx: Ctx, data: PersonalData): number => data.monthsIn?.(ctx) ?? data.retentionMonths

/** The subject with all that is theirs alone, as every module tells. */
export async function gather(
  scope: PeopleScope,
  plugins: readonly Plugin[],
  subject: PersonSubject,
): Promise<PersonSubject> {
  const things = new Set(subject.things)
  for (const plugin of inOrder(plugins))
    for (const { subject: about } of plugin.personalData ?? [])
      for (const thing of (await about?.things?.(scope.ctx(plugin), subject)) ?? []) things.add(thing)
  return { ...subject, things: [...things] }
}

/** @param subject gathered */
export async function heldAbout(
  scope: PeopleScope,
  plugins: readonly Plugin[],
  subject: PersonSubject,
): Promise<Held[]> {
  const held: Held[] = []
  for (const module of inOrder(plugins))
    for (const data of module.personalData ?? [])
      held.push({ module, data, rows: await rowsOf(scope.ctx(module), data, subject) })
  return held
}

async function rowsOf(
  ctx: Ctx,
  data: PersonalData,
  subject: PersonSubject,
): Promise<readonly Record<string, unknown>[]> {
  if (data.subject) return data.subject.export(ctx, subject)
  const rows: Record<string, unknown>[] = []
  for (const key of subject.keys) rows.push(...(await data.export(ctx, key)))
  return rows
}

/** @param subject gathered @returns rows that were changed, by table */
export async function eraseHeld(
  scope: PeopleScope,
  plugins: readonly Plugin[],
  subject: PersonSubject,
): Promise<Record<string, number>> {
  const rows: Record<string, number> = {}
  for (const plugin of inOrder(plugins))
    for (const data of plugin.personalData ?? []) {
      const n = await eraseIn(scope.ctx(plugin), data, subject)
      const table = tableOf(plugin, data)
      if (n > 0) rows[table] = (rows[table] ?? 0) + n
    }
  return rows
}

async function eraseIn(ctx: Ctx, data: PersonalData, subject: PersonSubject): Promise<number> {
  if (data.subject) return data.subject.erase(ctx, subject)
  let erased = 0
  for (const key of subject.keys) erased += await data.erase(ctx, key)
  return erased
}
