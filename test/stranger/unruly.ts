/** Copied into a stranger's module by `unruly-module.db.test.ts`. */
import { on, z, type Ctx } from '@vmeste/sdk'

type Habit = 'well' | 'throws' | 'hangs' | 'leaks'
/** What the handlers do at the moment, in every city. */
const handlers: { habit: Habit } = { habit: 'well' }
const never = (): Promise<never> => new Promise(() => undefined)

/** One deed of a module that is not well. A leak is a transaction that never ends: it keeps a connection. */
async function act(ctx: Ctx, habit: Habit): Promise<string> {
  if (habit === 'throws') throw new Error('unruly on purpose')
  if (habit === 'hangs') return never()
  if (habit === 'leaks') void ctx.db.transaction(never).catch(() => undefined)
  return habit
}

export const strayAnimalsDo = (_: unknown, { habit }: { habit: Habit }, ctx: Ctx): Promise<string> => act(ctx, habit)

export function strayAnimalsHandlers(_: unknown, { habit }: { habit: Habit }): string {
  return (handlers.habit = habit)
}

/** Eight that hear of a report, beside the one that keeps it. */
export const unruly = Array.from({ length: 8 }, (_, nth) =>
  on(
    'appeals.report.routed@1',
    z.object({ report: z.uuid() }),
    async (ctx) => {
      process.stderr.write(`handler ${handlers.habit}\n`)
      await act(ctx, handlers.habit)
    },
    { name: `unruly-${nth}` },
  ),
)
