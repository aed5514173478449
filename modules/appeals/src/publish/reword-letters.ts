import { Notifications } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import type { ReportRow } from '../report/report-row.ts'
import type { Stretch } from '../tracking/cover-words.ts'
import { typedAddress } from './text-state.ts'
import { publicWords } from './public-words.ts'

/** Letters that have not left and inboxes say a text as strangers read it from now on. */
export async function rewordLetters(
  ctx: AppealsCtx,
  tx: AppealsTx,
  report: string,
  text: string,
  covers: { readonly before: readonly Stretch[]; readonly after: readonly Stretch[] },
): Promise<void> {
  const [said, instead] = [inLetters(text, covers.before), inLetters(text, covers.after)]
  if (said !== instead) await ctx.use(Notifications).reword(tx, about(report), said, instead)
}

/** Nothing of what people wrote about it is said any more. */
export async function unsayLetters(ctx: AppealsCtx, tx: AppealsTx, row: ReportRow): Promise<void> {
  const notes = await tx.kysely.selectFrom('history').select('note').where('report', '=', row.id).limit(200).execute()
  for (const text of [typedAddress(row), ...notes.map(({ note }) => note)]) {
    const said = inLetters(text ?? '', [])
    // a short one would be found inside of other words
    if (said.length > 3) await ctx.use(Notifications).reword(tx, about(row.id), said, '•••')
  }
}

const about = (report: string): string => `appeals:Report:${report}`
/** A letter is one line. */
const inLetters = (text: string, covers: readonly Stretch[]): string =>
  (publicWords(text, { covers }) ?? '').replace(/\s+/g, ' ').trim()
