import { Directory, uuidv7, type CityTransaction, type Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { TopicContent, TopicTables } from './topic.entity.ts'

/** As many as a history shows. */
export const mostVersions = 50
const columns = ['parent', 'title', 'department', 'make_safe', 'fix', 'call_first', 'hidden', 'note'] as const

/** A version as people read it: whoever is no longer in the directory has no name. */
export interface TopicVersion {
  readonly id: string
  readonly at: Date
  readonly by: string | null
  readonly content: TopicContent | null
}

/**
 * Writes to `topic`, and keeps how each of these topics stands afterwards. What a city had changed before histories
 * were kept becomes the first version of its topic.
 */
export async function withVersions(
  ctx: Ctx<TopicTables>,
  tx: CityTransaction<TopicTables>,
  codes: readonly string[],
  write: () => Promise<void>,
): Promise<void> {
  const among = sql<boolean>`code = any(${[...codes]}::text[])`
  const rows = async () =>
    new Map(
      (
        await tx.kysely
          .selectFrom('topic')
          .select(['code', 'changed_at', 'changed_by', ...columns])
          .where(among)
          .execute()
      ).map(({ code, changed_at, changed_by, ...content }) => [code, { code, changed_at, changed_by, content }]),
    )
  const before = await rows()
  const known = new Set(
    (await tx.kysely.selectFrom('topic_version').select('code').distinct().where(among).execute()).map(
      ({ code }) => code,
    ),
  )
  await write()
  const after = await rows()
  const now = ctx.clock.now()
  const versions = codes.flatMap((code) => {
    const [was, is] = [before.get(code), after.get(code)]
    const content = is ? JSON.stringify(is.content) : null
    if ((was ? JSON.stringify(was.content) : null) === content) return []
    return [
      ...(was && !known.has(code) ? [{ ...was, content: JSON.stringify(was.content) }] : []),
      { code, content, changed_at: now, changed_by: ctx.person().key },
    ]
  })
  if (versions.length > 0)
    await tx.kysely
      .insertInto('topic_version')
      .values(versions.map((version) => ({ id: uuidv7(version.changed_at.getTime()), ...version })))
      .execute()
}

/** How a topic has stood, newest first. */
export async function topicVersions(ctx: Ctx<TopicTables>, code: string): Promise<readonly TopicVersion[]> {
  const rows = await ctx.db.read
    .selectFrom('topic_version')
    .select(['id', 'content', 'changed_at', 'changed_by'])
    .where('code', '=', code)
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostVersions)
    .execute()
  const directory = ctx.use(Directory)
  const keys = [...new Set(rows.flatMap(({ changed_by: by }) => by ?? []))]
  const names = new Map(
    await Promise.all(keys.map(async (key) => [key, (await directory.member(key))?.name ?? null] as const)),
  )
  return rows.map(({ id, content, changed_at: at, changed_by: by }) => ({
    id,
    at,
    by: (by !== null && names.get(by)) || null,
    content,
  }))
}
