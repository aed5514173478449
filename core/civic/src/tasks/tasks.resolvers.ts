import { Directory, type Ctx, type ResolverMap, type Text } from '@vmeste/sdk'
import { completeTask, reassignTask, reopenTask, type Doing } from './change-task.ts'
import { countTasks, listTasks, type TaskPage } from './list-tasks.ts'
import type { ShownTask } from './task-steps.ts'
import type { TaskStepKind, TaskStepRow } from './task.entity.ts'
import type { TasksCtx } from './whose-tasks.ts'

const steps: Readonly<Record<TaskStepKind, Text>> = {
  CREATED: { ru: 'Появилась', be: 'Зʼявілася', en: 'Asked for' },
  DONE: { ru: 'Сделано', be: 'Зроблена', en: 'Done' },
  REOPENED: { ru: 'Снова к делу', be: 'Зноў да справы', en: 'To do again' },
  CANCELLED: { ru: 'Больше не нужно', be: 'Больш не патрэбна', en: 'No longer needed' },
  REASSIGNED: { ru: 'Передано', be: 'Перададзена', en: 'Passed on' },
  DUE_MOVED: { ru: 'Срок изменён', be: 'Тэрмін зменены', en: 'Due date changed' },
}
const platform: Text = { ru: 'Платформа', be: 'Платформа', en: 'The platform' }
const staff: Text = { ru: 'Сотрудник', be: 'Супрацоўнік', en: 'Staff' }

const changed = async (change: Promise<ShownTask>) => ({ __typename: 'Task', ...(await change) })

export const tasksResolvers: ResolverMap = {
  Query: {
    myTasks: (_: unknown, __: unknown, ctx: TasksCtx) => countTasks(ctx),
    tasks: (_: unknown, page: TaskPage, ctx: TasksCtx) => listTasks(ctx, page),
  },
  Task: {
    title: ({ title }: ShownTask, _: unknown, ctx: Ctx) => ctx.say(title),
    service: async ({ department }: ShownTask, _: unknown, ctx: Ctx) => {
      if (department === null) return null
      const found = await ctx.use(Directory).departmentByCode(department)
      return found ? ctx.say(found.name) : department
    },
    overdue: ({ state, due }: ShownTask, _: unknown, ctx: Ctx) =>
      state === 'OPEN' && due !== null && due < ctx.clock.now(),
    createdAt: (row: ShownTask) => row.created_at,
    endedAt: (row: ShownTask) => row.ended_at,
    history: ({ steps: all }: ShownTask) => all,
  },
  TaskStep: {
    text: ({ kind }: TaskStepRow, _: unknown, ctx: Ctx) => ctx.say(steps[kind]),
    who: ({ by_hand: byHand, service, post }: TaskStepRow, _: unknown, ctx: Ctx) =>
      byHand ? [service && ctx.say(service), post].filter(Boolean).join(', ') || ctx.say(staff) : ctx.say(platform),
  },
  Mutation: {
    completeTask: (_: unknown, doing: Doing, ctx: TasksCtx) => changed(completeTask(ctx, doing)),
    reopenTask: (_: unknown, doing: Doing, ctx: TasksCtx) => changed(reopenTask(ctx, doing)),
    reassignTask: (_: unknown, doing: Doing & { department: string }, ctx: TasksCtx) =>
      changed(reassignTask(ctx, doing)),
  },
}
