import type { GraphQLResolveInfo } from 'graphql'
import type { Plugin, SubscriptionResolver } from '@vmeste/sdk'
import type { GraphContext } from './graph-context.ts'
import type { Guard } from '../plugins/field-guards.ts'
import { requireGuard } from './guard-fields.ts'

/**
 * A live field: the right is checked when it opens; the stream of whoever loses it is closed by the door that holds it.
 */
export function guardedSubscription(plugin: Plugin, guard: Guard, resolver: SubscriptionResolver) {
  return {
    subscribe: async (
      source: unknown,
      args: unknown,
      { scope }: GraphContext,
      info: GraphQLResolveInfo,
    ): Promise<AsyncIterable<unknown>> => {
      requireGuard(guard, scope)
      return scope.call('field', plugin, `Subscription.${info.fieldName}`, () =>
        resolver.subscribe(source, args, scope.ctx(plugin), info),
      )
    },
    resolve: (payload: unknown, args: unknown, { scope }: GraphContext, info: GraphQLResolveInfo): unknown =>
      resolver.resolve
        ? scope.call('field', plugin, `Subscription.${info.fieldName}`, () =>
            resolver.resolve!(payload, args, scope.ctx(plugin), info),
          )
        : (payload as Record<string, unknown>)[info.fieldName],
  }
}
