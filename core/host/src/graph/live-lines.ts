import { createSourceEventStream, execute, validate, type ExecutionResult, type GraphQLSchema } from 'graphql'
import { Problem, type Clock } from '@vmeste/sdk'
import type { RequestScope } from '../city/request-scope.ts'
import { sessionOf } from '../identity/shared/rights/authenticate.ts'
import type { IdentityPort } from '../identity/shared/port/identity-port.ts'
import type { RightsTaken } from '../identity/shared/rights/rights-taken.ts'
import type { SnapshotStore } from '../city/snapshot-store.ts'
import { budgetFor, errorOf, whole } from './city-graph.ts'
import type { GraphContext } from './graph-context.ts'
import type { GraphCache } from './graph-cache.ts'
import type { LiveLimits } from './live-limits.ts'
import type { Followable } from './prepare.ts'

export interface LineParts {
  readonly cache: GraphCache
  readonly store: SnapshotStore
  readonly clock: Clock
  readonly identity: IdentityPort | undefined
  readonly rights: Pick<RightsTaken, 'onTaken'>
  readonly limits: LiveLimits
}
interface Followed {
  readonly scope: RequestScope
  readonly operation: Followable
  readonly variables: Record<string, unknown>
  readonly operationName: string | undefined
}
interface OpenLine extends Followed {
  readonly sid: string | undefined
  end(): void
}

/** A timer set for longer than this fires at once. */
const longestWait = 2 ** 31 - 1

/**
 * All live lines of this host. A line whose fields leave the city with a module ends at once, and so does one whose
 * session ends, whose reader loses a right, or whose owner loses a role in the city; one whose token is over ends with
 * it, one that has been open long enough ends too, and whoever still may opens another.
 */
export class LiveLines {
  readonly #parts: LineParts
  readonly #open = new Set<OpenLine>()
  readonly #unsubscribe: (() => void)[]

  constructor(parts: LineParts) {
    this.#parts = parts
    const { cache, store, identity, rights } = parts
    this.#unsubscribe = [
      store.onChange(({ city, after, removed }) => {
        const { schema } = cache.for(after).graph
        this.#endIf(
          ({ scope, operation: { document } }) =>
            scope.snapshot.city.id === city &&
            (scope.lostIn(after) || (removed.length > 0 && validate(schema, document).length > 0)),
        )
      }),
      store.onGone((city) => {
        this.#endIf(({ scope }) => scope.snapshot.city.id === city)
      }),
      rights.onTaken((city, person) => {
        this.#endIf(
          ({ scope: { snapshot, actor } }) =>
            snapshot.city.id === city && actor.kind === 'person' && actor.key === person,
        )
      }),
      identity?.onSessionEnd?.((sid) => {
        this.#endIf((line) => line.sid === sid)
      }) ?? (() => undefined),
    ]
  }

  get size(): number {
    return this.#open.size
  }

  stop(): void {
    for (const each of this.#unsubscribe) each()
    this.#endIf(() => true)
  }

  /**
   * What happens, one answer an event. Ends when the line does; `ended` lets whoever holds it end it too.
   *
   * @throws an error of a fault inside the line, which breaks it off
   */
  async *follow(
    followed: Followed,
    schema: GraphQLSchema,
    left: AbortSignal,
  ): AsyncGenerator<ExecutionResult, void, void> {
    const { scope } = followed
    const first = this.#contextOf(scope)
    const source = await createSourceEventStream({ ...this.#args(followed, schema), contextValue: first })
    if (!(Symbol.asyncIterator in source)) {
      yield whole(source, first.budget)
      return
    }
    const events = source[Symbol.asyncIterator]()
    let over = false
    let wake = (): void => undefined
    const line = this.#add(followed, () => {
      over = true
      wake()
    })
    left.addEventListener('abort', line.end)
    const timer = setTimeout(line.end, this.#lifeOf(scope))
    timer.unref()
    try {
      // it may have left, or the city have changed, between the check of the right and this line
      const now = this.#parts.store.get(scope.snapshot.city.id)
      if (left.aborted || (now && scope.lostIn(now))) return
      while (!over) {
        // not by `Promise.race`, which would leave a reaction behind for each event of a long line
        const step = await new Promise<IteratorResult<unknown> | undefined>((resolve, reject) => {
          wake = () => {
            resolve(undefined)
          }
          events.next().then(resolve, reject)
        })
        if (!step || step.done) return
        const context = this.#contextOf(scope)
        yield whole(
          await execute({ ...this.#args(followed, schema), rootValue: step.value, contextValue: context }),
          context.budget,
        )
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      yield { errors: [errorOf(error)] }
    } finally {
      clearTimeout(timer)
      left.removeEventListener('abort', line.end)
      this.#open.delete(line)
      void Promise.resolve(events.return?.()).catch(() => undefined)
    }
  }

  #args({ operation, variables, operationName }: Followed, schema: GraphQLSchema) {
    return { schema, document: operation.document, variableValues: variables, operationName: operationName ?? null }
  }

  #contextOf(scope: RequestScope): GraphContext {
    return { scope, budget: budgetFor(scope, { changes: false, bytes: this.#parts.limits.eventBytes }) }
  }

  #add(followed: Followed, end: () => void): OpenLine {
    const { sid } = sessionOf(followed.scope.actor) ?? {}
    const line = { ...followed, sid, end }
    this.#open.add(line)
    return line
  }

  #lifeOf({ actor }: RequestScope): number {
    const { expiresAt } = sessionOf(actor) ?? {}
    const { lifeMs } = this.#parts.limits
    return Math.min(
      longestWait,
      expiresAt ? Math.min(lifeMs, Math.max(0, expiresAt.getTime() - this.#parts.clock.now().getTime())) : lifeMs,
    )
  }

  #endIf(gone: (line: OpenLine) => boolean): void {
    for (const line of this.#open) if (gone(line)) line.end()
  }
}
