import { textsIn, type CityDump } from '../bench/dump-city.ts'
import { Findings } from '../bench/findings.ts'
import type { SilverBench } from '../silver-bench.ts'
import type { Rule } from '../../rule.ts'

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const uuidsIn = (dump: CityDump): Set<string> => new Set([...textsIn(dump)].flatMap((text) => text.match(uuid) ?? []))

/** What events bring about is rows and letters: both cities have had theirs by now, one after the other. */
export const wallsRows: Rule<SilverBench> = {
  id: 'silver/walls-rows',
  title: 'whatever its handlers, tasks and mutations have left in a city names nothing of another',
  run: async (bench) => {
    const { host, home, away } = await bench.town()
    await host.host.events.idle()
    const findings = new Findings()
    const dumps = [await home.dump(), await away.dump()] as const
    const fix = 'write of an event what the event and ctx.db of its own city say; keep nothing in the process'
    for (const [at, city] of [home, away].entries()) {
      const other = at === 0 ? away : home
      const strange = uuidsIn(dumps[at === 0 ? 1 : 0])
      for (const [table, rows] of Object.entries(dumps[at]!)) {
        const texts = [...textsIn(rows)]
        const marked = texts.find((text) => text.includes(other.city.mark))
        const named = texts.flatMap((text) => text.match(uuid) ?? []).find((id) => strange.has(id))
        if (marked ?? named)
          findings.add(
            `table ${table}`,
            `a row of ${city.city.slug} says «${marked ?? named}» of ${other.city.slug}`,
            fix,
          )
      }
    }
    return findings.all()
  },
}
