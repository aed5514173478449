import type { Kysely, Selectable } from '@vmeste/sdk/storage'
import type { TaskRow, TaskStepRow, TaskTables } from './task.entity.ts'

/** As `history` promises in its `@bound`: the newest count. */
const mostSteps = 50

export interface ShownTask extends Selectable<TaskRow> {
  readonly steps: readonly TaskStepRow[]
}

/** Tasks with what became of them, in one statement for all. */
export async function withSteps(
  db: Pick<Kysely<TaskTables>, 'selectFrom'>,
  tasks: readonly Selectable<TaskRow>[],
): Promise<ShownTask[]> {
  if (tasks.length === 0) return []
  const rows = await db
    .selectFrom('task_step')
    .selectAll()
    .where(
      'task',
      'in',
      tasks.map(({ id }) => id),
    )
    .orderBy('at')
    .orderBy('id')
    .execute()
  const byTask = Map.groupBy(rows, ({ task }) => task)
  return tasks.map((task) => ({ ...task, steps: (byTask.get(task.id) ?? []).slice(-mostSteps) }))
}
