import type { Ctx } from '../ctx.ts'
import type { OpenTransaction } from '../storage.ts'
import type { Text } from '../text.ts'

/**
 * Whose a task is: of a service by its code, of whoever holds a right in the city, of one person by their key. Whoever
 * is one of them sees it and may do it.
 */
export type TaskFor = { readonly department: string } | { readonly permission: string } | { readonly person: string }

/**
 * By when: an instant, or a term in the city's working calendar, `4wh`, `5wd`, counted from now unless `from` is given,
 * by the rules of `profile` (`generic` unless said).
 */
export type TaskDue = Date | { readonly within: string; readonly from?: Date; readonly profile?: string }

export interface NewTask {
  /** The module's own name for this very asking: with the same key nothing new is asked, however it ended. */
  readonly key: string
  /** What sort of work, for lists and whoever hears of it: `look`, `call`. */
  readonly kind: string
  /** What it is about: `module:Type:id`, a thing of the calling module. */
  readonly subject: string
  /** What to do, in a few words and without anything about a person. At most 200 characters. */
  readonly title: Text
  /** What else whoever does it should know. May repeat people's words: they go with the person. At most 2,000. */
  readonly words?: string
  /** Path inside the city's portal: where it is done. */
  readonly href?: string
  readonly to: TaskFor
  readonly due?: TaskDue
}

export const taskStates = ['OPEN', 'DONE', 'CANCELLED'] as const
export type TaskState = (typeof taskStates)[number]

/** Who did a step, as everybody may know it: service and post, never the name. */
export interface TaskDoer {
  readonly service: Text | null
  readonly post: string | null
}

export interface Task {
  readonly id: string
  readonly key: string
  readonly kind: string
  readonly subject: string
  readonly title: Text
  readonly words: string | null
  readonly to: TaskFor
  readonly state: TaskState
  readonly due: Date | null
  readonly createdAt: Date
  /** The last time it was done or cancelled: `by` is nobody when it was the platform. */
  readonly ended: { readonly at: Date; readonly by: TaskDoer | null; readonly note: string | null } | null
}

/** Who does it, and what they say: without `by` it is the platform itself. */
export interface TaskStep {
  readonly by?: Pick<Ctx, 'actor'>
  /** May repeat people's words. At most 2,000 characters. */
  readonly note?: string
}

/**
 * Work for people of the city, in one list «Задачи» for all modules. A module asks and changes in its own transaction,
 * tasks about its own things only. What staff do with a task in the portal is told by the events
 * `civic.task.done@1`, `civic.task.reopened@1` and `civic.task.reassigned@1`; what a module does, it knows.
 *
 * @example
 *   await ctx.use(Tasks).create(tx, {
 *     key: `call:${event.id}`, kind: 'call', subject: `trees:Tree:${id}`, title: texts.call,
 *     to: { department: 'GREEN' }, due: { within: '4wh' },
 *   })
 */
export abstract class Tasks {
  /**
   * @returns the task, and whether it is new
   * @throws Problem `CALENDAR_YEAR_MISSING` when the term needs a year that has no calendar: it is never guessed
   */
  abstract create(tx: OpenTransaction, task: NewTask): Promise<{ readonly id: string; readonly created: boolean }>
  /** What was asked about a thing, newest first, at most 100. */
  abstract of(tx: OpenTransaction, subject: string): Promise<readonly Task[]>
  abstract find(tx: OpenTransaction, id: string): Promise<Task | undefined>
  /** Each gives whether anything changed: what is done is not done again, what is open is not opened. */
  abstract done(tx: OpenTransaction, id: string, step?: TaskStep): Promise<boolean>
  abstract reopen(tx: OpenTransaction, id: string, step?: TaskStep): Promise<boolean>
  abstract cancel(tx: OpenTransaction, id: string, step?: TaskStep): Promise<boolean>
  abstract reassign(tx: OpenTransaction, id: string, to: TaskFor, step?: TaskStep): Promise<boolean>
  /** @throws Problem `CALENDAR_YEAR_MISSING` */
  abstract moveDue(tx: OpenTransaction, id: string, due: TaskDue, step?: TaskStep): Promise<boolean>

  /**
   * One task that stands while something waits, however often it is said: it goes to whoever is `to` by now. Ended by
   * itself and said again with the same key, it is open again; what somebody has ended stays so until another key.
   *
   * @throws Problem `CALENDAR_YEAR_MISSING`
   * @example await ctx.use(Tasks).stand(tx, { key: `look:${day}`, subject: 'trees:Look:queue', … })
   */
  async stand(tx: OpenTransaction, task: NewTask): Promise<void> {
    const known = await this.of(tx, task.subject)
    const open = known.find(({ state }) => state === 'OPEN')
    if (open) {
      await this.reassign(tx, open.id, task.to)
      return
    }
    const { id, created } = await this.create(tx, task)
    const byItself = known.some((one) => one.id === id && one.ended?.by === null)
    if (!created && byItself) await this.reopen(tx, id)
  }

  /** Nothing waits any more: what is open about it is done by itself. */
  async settle(tx: OpenTransaction, subject: string): Promise<void> {
    for (const { id, state } of await this.of(tx, subject)) if (state === 'OPEN') await this.done(tx, id)
  }
}
