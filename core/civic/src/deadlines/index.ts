/** `@vmeste/civic/deadlines`: the deadline engine without a database, as the command line uses it. */
export { nationalCalendar, nationalCalendars } from './calendars/national-calendars.ts'
export { computeDeadline, type Computation } from './compute-deadline.ts'
export { isLocalDate } from './local-date.ts'
export { placeOf, profileAt, type Profile } from './profile.ts'
export { shippedProfiles } from './profiles/shipped-profiles.ts'
export { isoIn } from './time-zone.ts'
