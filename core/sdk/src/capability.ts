import type { Ctx } from './ctx.ts'

/** What a type of a module can do for others, by name and major version. Modules meet only here. */
export interface Capability {
  /** `case@1`, `locatable@1`, `rateable@1`, or a third party's own. */
  readonly name: string
  /** GraphQL type that provides it. */
  readonly type: string
  /** An object of functions that take the providing module's `Ctx` first; others call them through `ctx.capabilities`. */
  readonly implementation?: unknown
}

/** An implementation as its callers see it: the host has put the providing module's `Ctx` in. */
export type Bound<Implementation> = {
  readonly [Name in keyof Implementation]: Implementation[Name] extends (ctx: Ctx, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never
}

/** What one enabled module provides under a capability's name. */
export interface ProvidedCapability<Implementation = unknown> {
  /** Id of the module, for a message that must name it. */
  readonly module: string
  readonly type: string
  readonly implementation: Bound<Implementation>
}

/** The five statuses a citizen ever sees. */
export const publicStatuses = ['RECEIVED', 'IN_PROGRESS', 'NEEDS_YOU', 'PLANNED', 'DONE'] as const
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
}

/** The type is a case: it stands in "my cases" of whoever it belongs to. */
export const caseOf = (type: string, source: CaseSource): Capability => ({ name: 'case@1', type, implementation: source })
/** The type can be rated by stars once it is finished. */
export const rateable = (type: string): Capability => ({ name: 'rateable@1', type })
/** The type has a place that a map can show. */
export const locatable = (type: string): Capability => ({ name: 'locatable@1', type })
