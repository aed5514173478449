import { Directory, type FileAudience, type Person } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import type { Mover } from '../life/report-status.ts'

/** A member of staff as this module sees them: whose reports they may see, and which moves are theirs. */
export interface Viewer {
  readonly person: Person
  readonly all: boolean
  /** Codes of their departments. */
  readonly departments: readonly string[]
  readonly coordinates: boolean
  readonly answers: boolean
  readonly checksPhotos: boolean
  /** Shows, covers and takes off what strangers see. */
  readonly looks: boolean
  /** Reads what was covered by hand. */
  readonly originals: boolean
  /** Of the city: whose a telephone is that does not say so. */
  readonly country: string
  /** Of the city: what its numbers begin with. */
  readonly numberPrefix: string
}

export async function viewerOf(ctx: AppealsCtx): Promise<Viewer> {
  const person = ctx.person()
  const directory = ctx.use(Directory)
  const [member, departments] = await Promise.all([directory.member(person.key), directory.departments()])
  const own = new Set(member?.departments)
  return {
    person,
    all: ctx.can('appeals.read-all'),
    departments: departments.filter((one) => own.has(one.id)).map((one) => one.code),
    coordinates: ctx.can('appeals.coordinate'),
    answers: ctx.can('appeals.answer'),
    checksPhotos: ctx.can('appeals.photos'),
    looks: ctx.can('appeals.look'),
    originals: ctx.can('appeals.original'),
    country: ctx.city.country,
    numberPrefix: ctx.city.numberPrefix,
  }
}

/** As whom they open photos. */
export const audienceOf = ({ originals }: Pick<Viewer, 'originals'>): FileAudience => (originals ? 'holder' : 'staff')
export const owns = (viewer: Viewer, report: { readonly department: string | null }): boolean =>
  report.department !== null && viewer.departments.includes(report.department)
export const sees = (viewer: Viewer, report: { readonly department: string | null }): boolean =>
  viewer.all || owns(viewer, report)

/** Whoever works on it may ask for a call. */
export const mayAskToCall = (viewer: Viewer, report: { readonly department: string | null }): boolean =>
  viewer.coordinates || (viewer.answers && owns(viewer, report))

/** As whom somebody moves this report; executors only what their department has. */
export function moverOf(
  viewer: Viewer,
  report: { readonly department: string | null },
  wanted: 'coordinator' | 'executor',
): Mover {
  if (wanted === 'coordinator') {
    if (!viewer.coordinates) throw problems.moveNotYours()
    return 'coordinator'
  }
  if (!viewer.answers) throw problems.moveNotYours()
  if (!owns(viewer, report)) throw problems.otherDepartment()
  return 'executor'
}
