import { Directory, perRequest, type Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { TaskTables } from './task.entity.ts'

export type TasksCtx = Ctx<TaskTables>

const rights = 100

/** Of whom somebody is one: which tasks are theirs. */
export interface Whose {
  readonly person: string
  /** Codes of their services. */
  readonly departments: readonly string[]
  /** Those rights they hold that a task is given to. */
  readonly permissions: readonly string[]
}

const known = perRequest(async (ctx: TasksCtx): Promise<Whose> => {
  const { key } = ctx.person()
  const directory = ctx.use(Directory)
  const [member, departments, asked] = await Promise.all([
    directory.member(key),
    directory.departments(),
    ctx.db.read
      .selectFrom('task')
      .select('permission')
      .distinct()
      .where('permission', 'is not', null)
      .limit(rights)
      .execute(),
  ])
  return {
    person: key,
    departments: departments.filter(({ id }) => member?.departments.includes(id)).map(({ code }) => code),
    permissions: asked.flatMap(({ permission }) => (permission !== null && ctx.can(permission) ? [permission] : [])),
  }
})
export const whoseTasks = (ctx: TasksCtx): Promise<Whose> => known.of(ctx)

export const isMine = ({ person, permissions }: Whose) =>
  sql<boolean>`(task.person = ${person} or task.permission = any(${[...permissions]}::text[]))`
export const isOfService = ({ departments }: Whose) => sql<boolean>`task.department = any(${[...departments]}::text[])`
export const isTheirs = (whose: Whose) => sql<boolean>`(${isMine(whose)} or ${isOfService(whose)})`
