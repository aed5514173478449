import { type GraphQLResolveInfo, type GraphQLUnionType, isUnionType, getNullableType } from 'graphql'
import { isAssured, Problem, type Resolver, type Plugin } from '@vmeste/sdk'
import type { RequestScope } from '../city/request-scope.ts'
import { assuranceTooLow } from '../identity/shared/rights/assurance-too-low.ts'
import type { Guard } from '../plugins/field-guards.ts'
import type { GraphContext } from './graph-context.ts'
import { notAllowed, signInFirst } from '../problems/access.ts'

/** @throws Problem `UNAUTHENTICATED`, `FORBIDDEN`, `ASSURANCE_TOO_LOW` */
export function requireGuard(guard: Guard, scope: Pick<RequestScope, 'actor' | 'can'>): void {
  if (guard.kind === 'public') return
  const { actor } = scope
  if (!scope.can(guard.permission)) throw actor.kind === 'guest' ? signInFirst() : notAllowed()
  if (guard.assurance === undefined || actor.kind === 'system') return
  // a right that guests hold too does not make somebody of them
  if (actor.kind === 'guest') throw signInFirst()
  if (!isAssured(actor.assurance, guard.assurance)) throw assuranceTooLow(guard.assurance)
}

/**
 * A root field as the executor calls it: the right is checked first, then the module's resolver runs with its own
 * `Ctx`, and a thrown `Problem` becomes the member of the result union that is meant for it.
 */
export function guardedRoot(plugin: Plugin, guard: Guard, resolver: Resolver, kind: 'field' | 'mutation' = 'field') {
  return async (
    source: unknown,
    args: unknown,
    { scope }: GraphContext,
    info: GraphQLResolveInfo,
  ): Promise<unknown> => {
    try {
      requireGuard(guard, scope)
      return await scope.call(kind, plugin, `${info.parentType.name}.${info.fieldName}`, () =>
        resolver(source, args, scope.ctx(plugin), info),
      )
    } catch (error) {
      if (error instanceof Problem) {
        const member = memberFor(error, info)
        if (member) return problemValue(error, member, scope)
      }
      throw error
    }
  }
}

function memberFor(problem: Problem, info: GraphQLResolveInfo): string | undefined {
  const type = getNullableType(info.returnType)
  if (!isUnionType(type)) return undefined
  return membersOf(type).has(problem.type) ? problem.type : undefined
}

const members = new WeakMap<GraphQLUnionType, ReadonlySet<string>>()
function membersOf(type: GraphQLUnionType): ReadonlySet<string> {
  const known = members.get(type)
  if (known) return known
  const made = new Set(type.getTypes().map((member) => member.name))
  members.set(type, made)
  return made
}

/** Nobody mends more of a form at a time; the SDL of `InvalidInput` says so too. */
const mostFaults = 200

/** A problem in the shape of its GraphQL type. */
export function problemValue(
  problem: Problem,
  typename: string,
  scope: Pick<RequestScope, 'lang'>,
): Record<string, unknown> {
  const { path, fields, detail, params } = problem.options
  return {
    __typename: typename,
    code: problem.code,
    message: problem.messageIn(scope.lang),
    path: path ?? null,
    fields: (fields ?? []).slice(0, mostFaults),
    retryAfterSeconds: Number(params?.['retryAfterSeconds'] ?? 60),
    ...detail,
  }
}
