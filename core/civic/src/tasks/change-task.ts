import { Directory, isUuid, optionalText, parseInput, Tasks } from '@vmeste/sdk'
import { withSteps, type ShownTask } from './task-steps.ts'
import { taskProblems } from './task-problems.ts'
import { isTheirs, whoseTasks, type TasksCtx } from './whose-tasks.ts'

const note = optionalText(2_000, { lines: true }).nullish()

export interface Doing {
  readonly id: string
  readonly note?: string | null
}

export const completeTask = (ctx: TasksCtx, doing: Doing): Promise<ShownTask> => change(ctx, 'done', doing)
export const reopenTask = (ctx: TasksCtx, doing: Doing): Promise<ShownTask> => change(ctx, 'reopened', doing)

export async function reassignTask(
  ctx: TasksCtx,
  { department, ...doing }: Doing & { readonly department: string },
): Promise<ShownTask> {
  const found = await ctx.use(Directory).departmentByCode(department.toUpperCase())
  if (!found) throw taskProblems.serviceUnknown()
  return change(ctx, 'reassigned', doing, found.code)
}

/** By whoever it is theirs to do; told to the audit by key, to everybody else by service and post. */
async function change(
  ctx: TasksCtx,
  what: 'done' | 'reopened' | 'reassigned',
  { id, note: typed }: Doing,
  department = '',
): Promise<ShownTask> {
  const said = parseInput(note, typed, ctx.lang, 'note')
  const whose = await whoseTasks(ctx)
  const tasks = ctx.use(Tasks)
  return ctx.db.transaction(async (tx) => {
    const row = isUuid(id)
      ? await tx.kysely.selectFrom('task').selectAll().where('id', '=', id).where(isTheirs(whose)).executeTakeFirst()
      : undefined
    if (!row) throw taskProblems.unknown()
    const step = { by: ctx, ...(said ? { note: said } : {}) }
    const changed =
      what === 'done'
        ? await tasks.done(tx, id, step)
        : what === 'reopened'
          ? await tasks.reopen(tx, id, step)
          : await tasks.reassign(tx, id, { department }, step)
    if (!changed) throw taskProblems.changedMeanwhile()
    const subject = `civic:Task:${id}`
    tx.audit({ action: `civic.task.${what}`, subject, detail: { about: row.subject, kind: row.kind } })
    tx.emit({
      type: `civic.task.${what}@1`,
      subject,
      data: { task: id, module: row.module, kind: row.kind, about: row.subject },
    })
    const after = await tx.kysely.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    return (await withSteps(tx.kysely, [after]))[0]!
  })
}
