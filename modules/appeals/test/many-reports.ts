import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../src/ctx.ts'

const most = 20_000

/**
 * Fills a city with reports of the past, one in `openEach` still open; each statement in time for what a module may
 * take.
 */
export async function manyReports(ctx: AppealsCtx, count: number, openEach: number, first = 1): Promise<void> {
  for (let from = first; from <= count; from += most) {
    await ctx.db.transaction((tx) =>
      tx.run(sql`insert into appeals.report (id, number, status, channel, lang, topic, route_reason, department,
        due_by_day, next_due, due_state, derivation, photo_count, photo_consent,
        submission_hash, tracking_hash, actor_hash, lat, lon, address, created_at, updated_at)
      select gen_random_uuid(), 'УЗ-С-2025-' || lpad(n::text, 7, '0'), case when n % ${openEach}::int = 0 then 'ROUTED'
        else 'CLOSED' end, 'QR', 'ru', 'YARD.PLAY', '{"ru":"x","be":"x","en":"x"}', 'HOUS',
        true, case when n % ${openEach}::int = 0 then timestamptz '2026-01-01' + n * interval '1 second'
          else 'infinity' end, 'SET', '{}', 0, true, 'm' || n, 'm' || n, 'a' || n % 5000, 53.4, 27.2,
          'ул. Советская, ' || n % 200,
        timestamptz '2025-01-01' + n * interval '20 seconds', now()
      from generate_series(${from}::int, ${Math.min(count, from + most - 1)}::int) n`),
    )
  }
}
