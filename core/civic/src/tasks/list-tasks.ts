import { readCursor, writeCursor } from '@vmeste/sdk'
import { countUpTo, sql } from '@vmeste/sdk/storage'
import { withSteps } from './task-steps.ts'
import { isMine, isOfService, isTheirs, whoseTasks, type TasksCtx } from './whose-tasks.ts'

export interface TaskPage {
  readonly list: 'MINE' | 'SERVICE' | 'DONE'
  readonly first: number
  readonly after?: string | null
}

/** What waits: by its due, what has none last. What was done: newest first. */
export async function listTasks(ctx: TasksCtx, { list, first, after }: TaskPage) {
  const whose = await whoseTasks(ctx)
  const limit = Math.min(Math.max(first, 1), 50)
  const done = list === 'DONE'
  const order = done ? sql<Date>`ended_at` : sql<Date>`coalesce(due, 'infinity')`
  let query = ctx.db.read
    .selectFrom('task')
    .selectAll()
    .where('state', '=', done ? 'DONE' : 'OPEN')
    .where(done ? isTheirs(whose) : list === 'MINE' ? isMine(whose) : isOfService(whose))
  if (after) {
    const { at, id } = readCursor(after)
    query = query.where(
      done
        ? sql<boolean>`(${order}, id) < (${at}::timestamptz, ${id}::uuid)`
        : sql<boolean>`(${order}, id) > (${at}::timestamptz, ${id}::uuid)`,
    )
  }
  const rows = await query
    .orderBy(order, done ? 'desc' : 'asc')
    .orderBy('id', done ? 'desc' : 'asc')
    .limit(limit + 1)
    .execute()
  const nodes = rows.slice(0, limit)
  const last = rows.length > limit ? nodes.at(-1) : undefined
  return {
    nodes: await withSteps(ctx.db.read, nodes),
    after: last ? writeCursor((done ? last.ended_at : last.due) ?? Infinity, last.id) : null,
  }
}

const mostCounted = 1_000

export async function countTasks(ctx: TasksCtx) {
  const whose = await whoseTasks(ctx)
  const open = ctx.db.read.selectFrom('task').select('id').where('state', '=', 'OPEN')
  const [mine, service, overdue] = await Promise.all(
    [
      open.where(isMine(whose)),
      open.where(isOfService(whose)),
      open.where(isTheirs(whose)).where('due', '<', ctx.clock.now()),
    ].map(async (query) => (await countUpTo(ctx.db.read, query, mostCounted)).total),
  )
  return { mine, service, overdue }
}
