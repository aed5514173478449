import { defineEntity, p, type Generated } from '@vmeste/sdk/storage'
import type { TaskState, Text } from '@vmeste/sdk'

/** Work for people of the city, whichever module asked for it. */
export const TaskEntity = defineEntity({
  name: 'Task',
  schema: 'civic',
  tableName: 'task',
  uniques: [{ name: 'task_once_unique', properties: ['city', 'module', 'key'] }],
  indexes: [
    { name: 'task_department_index', properties: ['city', 'department'], where: `state = 'OPEN'` },
    { name: 'task_permission_index', properties: ['city', 'permission'], where: `state = 'OPEN'` },
    { name: 'task_person_index', properties: ['city', 'person'], where: 'person is not null' },
    { name: 'task_ended_index', properties: ['city', 'endedAt'], where: 'ended_at is not null' },
    { name: 'task_subject_index', properties: ['city', 'subject'] },
  ],
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    id: p.uuid().primary(),
    module: p.text(),
    key: p.text(),
    kind: p.text(),
    subject: p.text(),
    title: p.json(),
    words: p.text().nullable(),
    href: p.text().nullable(),
    department: p.text().nullable(),
    permission: p.text().nullable(),
    person: p.text().nullable(),
    state: p.text().default('OPEN'),
    due: p.datetime(3).nullable(),
    createdAt: p.datetime(3),
    endedAt: p.datetime(3).nullable(),
  },
})

/** What became of a task, in order of `id`; who it was stands in the audit alone, here service and post. */
export const TaskStepEntity = defineEntity({
  name: 'TaskStep',
  schema: 'civic',
  tableName: 'task_step',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    task: p.uuid().primary(),
    id: p.uuid().primary(),
    at: p.datetime(3),
    kind: p.text(),
    byHand: p.boolean(),
    service: p.json().nullable(),
    post: p.text().nullable(),
    note: p.text().nullable(),
  },
})

export const stepKinds = ['CREATED', 'DONE', 'REOPENED', 'CANCELLED', 'REASSIGNED', 'DUE_MOVED'] as const
export type TaskStepKind = (typeof stepKinds)[number]

export interface TaskRow {
  /** Version 7: sorted by time. */
  id: string
  module: string
  key: string
  kind: string
  subject: string
  title: Text
  words: string | null
  href: string | null
  /** One of these three: code of a service, a right, a person's key. */
  department: string | null
  permission: string | null
  person: string | null
  state: Generated<TaskState>
  due: Date | null
  created_at: Date
  ended_at: Date | null
}

export interface TaskStepRow {
  task: string
  id: string
  at: Date
  kind: TaskStepKind
  /** Somebody did it; otherwise the platform. */
  by_hand: boolean
  service: Text | null
  post: string | null
  note: string | null
}

/** The tables as queries see them; the city is set and filtered by the database. */
export interface TaskTables {
  task: TaskRow
  task_step: TaskStepRow
}
