import type { LiveEvent } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { eventNames } from '../events.ts'
import { viewerOf } from './viewer.ts'

export interface InboxChange {
  readonly report: string
  readonly number: string
  readonly kind: string
  readonly department: string | null
}

/** What moves in the acting person's inbox; an executor hears of what came to their departments or left them. */
export async function* inboxChanges(ctx: AppealsCtx): AsyncGenerator<{ inboxChanged: InboxChange }> {
  const viewer = await viewerOf(ctx)
  for await (const event of ctx.live(eventNames)) {
    const [department, previous] = [text(event, 'department'), text(event, 'previous')]
    const mine = viewer.all || [department, previous].some((code) => code !== null && viewer.departments.includes(code))
    if (mine)
      yield {
        inboxChanged: {
          report: text(event, 'report') ?? '',
          number: text(event, 'number') ?? '',
          kind: kindOf(event.type),
          department,
        },
      }
  }
}

const text = (event: LiveEvent, name: string): string | null => {
  const value = event.data[name]
  return typeof value === 'string' ? value : null
}
/** `appeals.report.routed@1` → `ROUTED` */
const kindOf = (type: string): string => (type.split('.')[2] ?? '').replace(/@\d+$/, '').toUpperCase()
