import { Deadlines, Problem, type Ctx, type Deadline, type ResolverMap } from '@vmeste/sdk'
import type { CalendarTables } from './calendar-year.entity.ts'
import { CityCalendars, type EffectiveCalendar } from './city-calendars.ts'
import type { Profile } from './profile.ts'
import { shippedProfiles } from './profiles/shipped-profiles.ts'
import { setCalendarYear, type CalendarInput } from './set-calendar-year.ts'
import { plainTerm } from './term.ts'

export const deadlinesResolvers: ResolverMap = {
  Query: {
    calendars: async (_: unknown, { years }: { years: number[] }, ctx: Ctx) => {
      if (years.length > 10) throw tooManyYears()
      return (await ctx.use(CityCalendars).find(years)).map((found) => shownCalendar(ctx, found))
    },
    deadline: async (_: unknown, input: { profile: string; term: string; from: Date }, ctx: Ctx) =>
      shownDeadline(ctx, await ctx.use(Deadlines).compute(input)),
    legalProfiles: (_: unknown, _args: unknown, ctx: Ctx) =>
      shippedProfiles.map((profile) => shownProfile(ctx, profile)),
  },
  Mutation: {
    setCalendarYear: async (_: unknown, { calendar }: { calendar: CalendarInput }, ctx: Ctx<CalendarTables>) => ({
      __typename: 'CalendarYear',
      ...shownCalendar(ctx, await setCalendarYear(ctx, calendar)),
    }),
  },
}

const shownCalendar = (ctx: Pick<Ctx, 'say'>, { calendar, changedAt }: EffectiveCalendar) => ({
  ...calendar,
  state: calendar.state.toUpperCase(),
  own: changedAt !== undefined,
  changedAt,
  holidays: calendar.holidays.map(({ date, name }) => ({ date, name: ctx.say(name), names: name })),
})

/** A date as the graph tells it. */
export const shownDeadline = (ctx: Ctx, deadline: Deadline) => ({
  ...deadline,
  precision: deadline.precision.toUpperCase(),
  steps: deadline.steps.map((step) => ({ ...step, text: ctx.say(step.text) })),
})

const shownProfile = (ctx: Ctx, { code, title, validFrom, validTo, terms, unconfirmed }: Profile) => ({
  code,
  title: ctx.say(title),
  validFrom,
  validTo,
  terms: Object.entries(terms).map(([name, term]) => ({
    name,
    term: plainTerm(term),
    confirmed: !unconfirmed.includes(name),
  })),
  unconfirmed: unconfirmed.filter((norm) => !(norm in terms)),
})

const tooManyYears = () =>
  new Problem(
    'TOO_MANY_YEARS',
    { ru: 'Не больше десяти лет за раз.', be: 'Не больш за дзесяць гадоў за раз.', en: 'Ten years at a time at most.' },
    { path: 'years' },
  )
