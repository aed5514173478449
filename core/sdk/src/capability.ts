import type { Ctx } from './ctx.ts'
import type { Text } from './text.ts'

/** What a type of a module can do for others, by name and major version. Modules meet only here. */
export interface Capability {
  /** `case@1`, `leans@1`, `locatable@1`, `rateable@1`, or a third party's own. */
  readonly name: string
  /** GraphQL type that provides it; it has a plain `id`. */
  readonly type: string
  /** Other types of the module that show the same thing under the same `id`: `@each` extends them too. */
  readonly views?: readonly string[]
  /** Events of this module by the names the capability knows them by: others hear them through `onEach`. */
  readonly events?: Readonly<Record<string, string>>
  /**
   * An object of functions that take the providing module's `Ctx` first; others call them through `ctx.capabilities`.
   */
  readonly implementation?: unknown
}

/** An implementation as its callers see it: the host has put the providing module's `Ctx` in. */
export type Bound<Implementation> = {
  readonly [Name in keyof Implementation]: NonNullable<Implementation[Name]> extends (
    ctx: Ctx,
    ...rest: infer Rest
  ) => infer Result
    ? (...rest: Rest) => Result
    : never
}

/** What one enabled module provides under a capability's name. */
export interface ProvidedCapability<Implementation = unknown> {
  /** Id of the module, for a message that must name it. */
  readonly module: string
  readonly type: string
  readonly implementation: Bound<Implementation>
}

/**
 * The six statuses a citizen ever sees. `ENDED`: nothing more will come and nothing was done, because it was rejected,
 * withdrawn or belongs to somebody else.
 */
export const publicStatuses = ['RECEIVED', 'IN_PROGRESS', 'NEEDS_YOU', 'PLANNED', 'DONE', 'ENDED'] as const
export type PublicStatus = (typeof publicStatuses)[number]

/** A row of "my cases": what is common to a report, an appeal, an application, a call. */
export interface CaseSummary {
  readonly id: string
  /** `module:Type:id` */
  readonly subject: string
  readonly number: string
  readonly title: string
  readonly place?: string
  readonly publicStatus: PublicStatus
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly due?: Date
  /** Path inside the city's portal, `/t/<secret>`. */
  readonly href: string
}

export interface CaseSource {
  /**
   * Cases of the acting person, newest first, created before `before`.
   * @param page `limit` at most 50
   */
  mine(ctx: Ctx, page: { before?: Date; limit: number }): Promise<readonly CaseSummary[]>
  /**
   * Whoever's case has this number, as somebody typed it: its id. Asked for those who may see who looked at it, and for
   * nothing else; a number that is none finds nothing.
   */
  numbered?(ctx: Ctx, number: string): Promise<string | undefined>
  /** Numbers of cases by their ids, at most 100 at once; one that is gone is left out. */
  numbers?(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/** The type is a case: it stands in "my cases" of whoever it belongs to. */
export const caseOf = (type: string, source: CaseSource): Capability => ({
  name: 'case@1',
  type,
  implementation: source,
})
/** What a resolver of an `@each` field is given for its source: somebody else's thing, by reference only. */
export interface EachSource {
  readonly module: string
  readonly type: string
  readonly id: string
  /** `module:Type:id` */
  readonly subject: string
}

/** Something finished that people may judge. */
export interface RateableSubject {
  /** What it was, in the language of whoever asks: «Качели сломаны, ул. Советская, 12». */
  readonly title: string
  /** Code of the department that did it: whom the stars are for. */
  readonly department: string | null
  readonly finishedAt: Date
  /** True if whoever asks is the one it was done for, by their account or by `access`. */
  readonly mine: boolean
}
export interface RateableSource {
  /**
   * What is to be rated: undefined when there is no such thing, it is not finished, or it is none of the asker's
   * business.
   * @param ask `access`: the key that the page showing the thing was opened with, where it has one (a tracking secret)
   */
  subject(ctx: Ctx, ask: { id: string; access?: string | null }): Promise<RateableSubject | undefined>
  /**
   * Writes to the one it was done for, by whatever way they left: their address stays with the module that has it.
   * @param note `event`: what caused it; told again for the same event, they hear it once
   */
  tell(ctx: Ctx, id: string, note: { event: string; subject: Text; text: Text; href: string }): Promise<void>
}
/**
 * The type can be rated by stars once it is finished.
 * @param options `finished`: the event that says so, whose subject is `module:Type:id`; `views`: see `Capability`
 * @example rateable('Report', rateableReport, { finished: 'appeals.report.confirmed@1' })
 */
export const rateable = (
  type: string,
  source: RateableSource,
  options: { finished: string; views?: readonly string[] },
): Capability => ({
  name: 'rateable@1',
  type,
  implementation: source,
  events: { finished: options.finished },
  ...(options.views ? { views: options.views } : {}),
})

/** The type has a place that a map can show. */
export const locatable = (type: string): Capability => ({ name: 'locatable@1', type })

/** Codes of the city's directory and of its topics. */
export interface DirectoryCodes {
  readonly departments: readonly string[]
  readonly topics: readonly string[]
}
export interface LeaningSource {
  /** Of these departments those that somebody waits for: they are not closed meanwhile. At most 1,000 at once. */
  working(ctx: Ctx, departments: readonly string[]): Promise<readonly string[]>
  /** Of these codes those that anything of the module names, done or not: they are not taken away. At most 5,000 at once. */
  naming(ctx: Ctx, codes: DirectoryCodes): Promise<DirectoryCodes>
}
/**
 * Rows of the module name departments and topics by their codes: it is asked before one of them goes. A module that
 * does not answer keeps all of them.
 *
 * @example leansOnDirectory('Tree', { working: …, naming: … })
 */
export const leansOnDirectory = (type: string, source: LeaningSource): Capability => ({
  name: 'leans@1',
  type,
  implementation: source,
})
