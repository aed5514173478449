import { Command, Option } from 'commander'
import { langs, Problem, type DayRoll, type Lang } from '@vmeste/sdk'
import { parseFrom } from '../parse-from.ts'

interface Options {
  from: string
  city?: string
  roll?: DayRoll
  lang: Lang
  json?: true
}

/** Where the demonstration's cities are; the engine needs no more of a city than this. */
const cities: Readonly<Record<string, { country: string; timezone: string }>> = {
  uzda: { country: 'BY', timezone: 'Europe/Minsk' },
  zhodino: { country: 'BY', timezone: 'Europe/Minsk' },
}

/**
 * `vmeste deadline by-message 5wd --from 2026-04-16`: needs no server, uses the calendars and rules that ship with the
 * platform.
 */
export const deadlineCommand = () =>
  new Command('deadline')
    .description('When a term ends, and how that comes about')
    .argument('<profile>', 'rules: by-300z, by-message, by-direct-line, ru-59fz, ru-pos, ru-incident, generic')
    .argument(
      '<term>',
      'a term of the rules (register, consider, considerStudy, forward, leaveNotice, …) or a plain one: 5wd, 15d, 1mo, 9wh, 4h, 30min',
    )
    .requiredOption(
      '--from <ISO>',
      'the moment it runs from: 2026-04-16, 2026-04-17T17:30 (local time of the place) or 2026-04-17T17:30+03:00',
    )
    .option(
      '--city <slug>',
      'a city of the demonstration, whose calendar and time zone count; otherwise those of the rules',
    )
    .addOption(
      new Option('--roll <where>', 'where a last day off goes, instead of the rule of the profile').choices([
        'next',
        'previous',
        'none',
      ]),
    )
    .addOption(new Option('--lang <language>', 'of the words').choices([...langs]).default('ru'))
    .option('--json', 'one JSON value')
    .action(async (profile: string, term: string, options: Options) => {
      const { computeDeadline, isoIn, nationalCalendar, placeOf, shippedProfiles } =
        await import('@vmeste/civic/deadlines')
      const { country, timezone } =
        options.city === undefined ? placeOf(shippedProfiles, profile) : cityOf(options.city)
      const deadline = computeDeadline({
        profiles: shippedProfiles,
        profile,
        term,
        from: parseFrom(options.from, timezone),
        timezone,
        country,
        calendarOf: (year) => nationalCalendar(country, year),
        ...(options.roll && { roll: options.roll }),
      })
      const due = isoIn(deadline.due, timezone)
      const steps = deadline.steps.map(({ at, rule, text }) => ({ at, rule, text: text[options.lang] }))
      if (options.json) {
        const { provisional, confirmed, precision, profile: version } = deadline
        console.log(JSON.stringify({ due, provisional, steps, precision, confirmed, profile: version }))
      } else console.log([due, ...steps.map(({ text }) => `  ${text}`)].join('\n'))
    })

function cityOf(slug: string): { country: string; timezone: string } {
  const city = Object.hasOwn(cities, slug) ? cities[slug] : undefined
  if (!city) {
    throw new Problem(
      'CITY_UNKNOWN',
      {
        ru: 'В демонстрации нет города «{slug}». Есть: {known}.',
        be: 'У дэманстрацыі няма горада «{slug}». Ёсць: {known}.',
        en: 'The demonstration has no city “{slug}”. It has {known}.',
      },
      { kind: 'notFound', params: { slug: slug.slice(0, 40), known: Object.keys(cities).join(', ') } },
    )
  }
  return city
}
