import {
  Deadlines,
  Directory,
  Tasks,
  uuidv7,
  VmesteError,
  type Clock,
  type NewTask,
  type OpenTransaction,
  type Task,
  type TaskDue,
  type TaskFor,
  type TaskState,
  type TaskStep,
  type Text,
} from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { TaskStepKind } from './task.entity.ts'

export interface CityTasksOptions {
  readonly clock: Clock
  readonly directory: () => Directory
  readonly deadlines: () => Deadlines
}

interface Owned {
  readonly department: string | null
  readonly permission: string | null
  readonly person: string | null
}
interface OwnTask extends Owned {
  readonly id: string
  readonly key: string
  readonly kind: string
  readonly subject: string
  readonly title: Text
  readonly words: string | null
  readonly state: TaskState
  readonly due: Date | null
  readonly created_at: Date
  readonly ended_at: Date | null
  readonly by_hand: boolean | null
  readonly service: Text | null
  readonly post: string | null
  readonly note: string | null
}

const mostWords = 2_000
const cut = (words: string | undefined): string | null => words?.trim().slice(0, mostWords) || null

/** `Tasks`: rows of civic, written by its own functions in the caller's transaction. */
export class CityTasks extends Tasks {
  readonly #options: CityTasksOptions

  constructor(options: CityTasksOptions) {
    super()
    this.#options = options
  }

  async create(tx: OpenTransaction, task: NewTask): Promise<{ readonly id: string; readonly created: boolean }> {
    const now = this.#options.clock.now()
    const due = task.due === undefined ? null : await this.#dueOf(task.due)
    const { department, permission, person } = columnsOf(task.to)
    const create = sql<{ id: string; created: boolean }>`select * from civic.create_task(
      ${uuidv7(now.getTime())}::uuid, ${uuidv7(now.getTime())}::uuid, ${task.key.slice(0, 200)}, ${task.kind.slice(0, 40)},
      ${task.subject}, ${JSON.stringify(short(task.title))}::jsonb, ${cut(task.words)}, ${task.href ?? null}, ${department},
      ${permission}, ${person}, ${due}::timestamptz, ${now}::timestamptz)`
    const once = () => tx.run(create)
    // a statement that has waited for another to ask for the same does not see it yet; the next one does
    const made = (await once())[0] ?? (await once())[0]
    if (!made)
      throw new VmesteError(
        'VMESTE_TASK_SUBJECT',
        `a task about ${task.subject.slice(0, 100)} is not the caller's to ask for: name a thing of the module itself`,
      )
    return made
  }

  async of(tx: OpenTransaction, subject: string): Promise<readonly Task[]> {
    return (await tx.run<OwnTask>(sql`select * from civic.own_tasks(${subject}, null)`)).map(taskOf)
  }

  async find(tx: OpenTransaction, id: string): Promise<Task | undefined> {
    return (await tx.run<OwnTask>(sql`select * from civic.own_tasks(null, ${id}::uuid)`)).map(taskOf)[0]
  }

  done(tx: OpenTransaction, id: string, step?: TaskStep): Promise<boolean> {
    return this.#change(tx, id, 'DONE', step)
  }
  reopen(tx: OpenTransaction, id: string, step?: TaskStep): Promise<boolean> {
    return this.#change(tx, id, 'REOPENED', step)
  }
  cancel(tx: OpenTransaction, id: string, step?: TaskStep): Promise<boolean> {
    return this.#change(tx, id, 'CANCELLED', step)
  }
  reassign(tx: OpenTransaction, id: string, to: TaskFor, step?: TaskStep): Promise<boolean> {
    return this.#change(tx, id, 'REASSIGNED', step, { to })
  }
  async moveDue(tx: OpenTransaction, id: string, due: TaskDue, step?: TaskStep): Promise<boolean> {
    return this.#change(tx, id, 'DUE_MOVED', step, { due: await this.#dueOf(due) })
  }

  async #change(
    tx: OpenTransaction,
    id: string,
    kind: TaskStepKind,
    { by, note }: TaskStep = {},
    { to, due }: { readonly to?: TaskFor; readonly due?: Date } = {},
  ): Promise<boolean> {
    const now = this.#options.clock.now()
    const { service, post } = await this.#doer(by)
    const { department, permission, person } = to ? columnsOf(to) : nobody
    const [row] = await tx.run<{ changed: boolean }>(sql`select civic.change_task(
      ${id}::uuid, ${uuidv7(now.getTime())}::uuid, ${kind}, ${by?.actor.kind === 'person'},
      ${service && JSON.stringify(service)}::jsonb, ${post}, ${cut(note)}, ${department}, ${permission}, ${person},
      ${due ?? null}::timestamptz, ${now}::timestamptz) as changed`)
    return row?.changed ?? false
  }

  async #doer(by: TaskStep['by']): Promise<{ readonly service: Text | null; readonly post: string | null }> {
    if (by?.actor.kind !== 'person') return { service: null, post: null }
    const directory = this.#options.directory()
    const [member, departments] = await Promise.all([directory.member(by.actor.key), directory.departments()])
    return {
      service: departments.find(({ id }) => member?.departments.includes(id))?.name ?? null,
      post: member?.position ?? null,
    }
  }

  async #dueOf(due: TaskDue): Promise<Date> {
    if (due instanceof Date) return due
    const { within: term, from = this.#options.clock.now(), profile = 'generic' } = due
    return (await this.#options.deadlines().compute({ profile, term, from })).due
  }
}

const nobody: Owned = { department: null, permission: null, person: null }
const columnsOf = (to: TaskFor): Owned => ({ ...nobody, ...to })
const forOf = ({ department, permission, person }: Owned): TaskFor =>
  department !== null ? { department } : permission !== null ? { permission } : { person: person ?? '' }

const short = ({ ru, be, en }: Text): Text => ({ ru: ru.slice(0, 200), be: be.slice(0, 200), en: en.slice(0, 200) })

const taskOf = (row: OwnTask): Task => ({
  id: row.id,
  key: row.key,
  kind: row.kind,
  subject: row.subject,
  title: row.title,
  words: row.words,
  to: forOf(row),
  state: row.state,
  due: row.due,
  createdAt: row.created_at,
  ended:
    row.ended_at === null
      ? null
      : { at: row.ended_at, by: row.by_hand ? { service: row.service, post: row.post } : null, note: row.note },
})
