import { Findings } from '../bench/findings.ts'
import type { SilverBench } from '../silver-bench.ts'
import type { Rule } from '../../rule.ts'

/** After all that the other rules have asked for, the worst of it too. */
export const log: Rule<SilverBench> = {
  id: 'silver/log',
  title: 'nothing unexpected came up meanwhile, and the log has no key, no person and no word of theirs',
  run: async (bench) => {
    const { host, home, away } = await bench.town()
    const findings = new Findings()
    const all = host.log.join('\n')
    for (const line of host.log) {
      const { level, msg, error } = JSON.parse(line) as { level: number; msg: string; error?: { message?: string } }
      if (level >= 50)
        findings.add(
          'the log',
          `${msg}: ${error?.message ?? ''}`,
          'throw a Problem where something is refused; nothing else is expected to be thrown',
        )
    }
    for (const { city, known } of [home, away]) {
      for (const secret of [
        ...(known.keys ?? []),
        ...(known.files ?? []),
        city.mark,
        `all.${city.slug}`,
        '<script>alert',
      ])
        if (all.includes(secret))
          findings.add(
            `«${secret.slice(0, 60)}»`,
            'it stands in the log',
            'log ids and codes: ctx.log takes no text that somebody has typed',
          )
    }
    return findings.all()
  },
}
