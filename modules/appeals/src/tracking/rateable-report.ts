import { Notifications, type RateableSource, type RateableSubject } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { addressOf } from '../notify/address-of.ts'
import { coversOf } from '../publish/covers-of.ts'
import { readingOf, reportWords } from '../publish/report-words.ts'
import { reportColumns, type ReportRow } from '../report/report-row.ts'
import { wordsOf } from '../report/words.ts'
import { findTracked } from './find-tracked.ts'

/** A report is judged once its fix is confirmed, by the one who sent it. */
export const rateableReport: RateableSource = {
  subject: async (given, { id, access }) => {
    const ctx = given as AppealsCtx
    const found = access ? await byAccess(ctx, id, access) : await byPerson(ctx, id)
    return found && found.row.confirmed_at ? view(ctx, found.row, found.row.confirmed_at, found.mine) : undefined
  },
  tell: async (given, id, note) => {
    const ctx = given as AppealsCtx
    const row = await rowOf(ctx, id)
    const to = row && addressOf(row)
    if (!to) return
    await ctx.db.transaction((tx) =>
      ctx
        .use(Notifications)
        .send(tx, {
          event: note.event,
          to,
          lang: row.lang,
          subject: note.subject[row.lang],
          text: note.text[row.lang],
          href: note.href,
          opens: true,
          about: `appeals:Report:${id}`,
        }),
    )
  },
}

interface Found {
  readonly row: ReportRow
  readonly mine: boolean
}

async function byAccess(ctx: AppealsCtx, id: string, secret: string): Promise<Found | undefined> {
  const { row, party } = await findTracked(ctx, secret)
  return row.id === id ? { row, mine: party === 'REPORTER' } : undefined
}

/** Whoever comes with no key: the reporter by their account, staff who see every report, the platform itself. */
async function byPerson(ctx: AppealsCtx, id: string): Promise<Found | undefined> {
  const row = await rowOf(ctx, id)
  const mine = row !== undefined && ctx.actor.kind === 'person' && row.person === ctx.actor.key
  return row && (mine || ctx.actor.kind === 'system' || ctx.can('appeals.read-all')) ? { row, mine } : undefined
}

const rowOf = (ctx: AppealsCtx, id: string): Promise<ReportRow | undefined> =>
  ctx.db.read.selectFrom('report').select(reportColumns).where('id', '=', id).executeTakeFirst()

async function view(ctx: AppealsCtx, row: ReportRow, finishedAt: Date, mine: boolean): Promise<RateableSubject> {
  const [words, covers] = await Promise.all([wordsOf(ctx), coversOf(ctx, [row])])
  const what = row.tile_title?.[ctx.lang] ?? words.topic(row.topic).title
  // ratings stand on pages of everybody, and in letters
  const { place } = reportWords(row, covers.get(row.id) ?? [], readingOf(ctx, words))
  const title = [what, place.name ?? place.address].filter(Boolean).join(', ')
  return { title, department: row.department, finishedAt, mine }
}
