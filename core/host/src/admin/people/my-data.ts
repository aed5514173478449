import { BurstLimit, type Ctx, type PersonSubject, type Plugin } from '@vmeste/sdk'
import { scopeOfCtx } from '../../city/module-ctx.ts'
import type { RequestScope } from '../../city/request-scope.ts'
import type { Phones } from '../../identity/phones/create-phones.ts'
import { subjectOf } from '../../operations/people/subject.ts'
import type { PluginRegistry } from '../../plugins/plugin-registry.ts'
import { dataTooOften, linkUnknown } from './people-problems.ts'

export interface Askers {
  readonly registry: PluginRegistry
  readonly phones: Phones | undefined
  /** The platform itself at work in a city. */
  systemScope(city: number, name: string): RequestScope
}

/** In ten minutes, on one host. */
const ceilings = { look: 60, take: 6 } as const
const bursts = { look: new BurstLimit(), take: new BurstLimit() }

/** @throws Problem `DATA_TOO_OFTEN` */
export function limitAsking(ctx: Ctx, what: keyof typeof ceilings): void {
  const who = ctx.actor.kind === 'person' ? ctx.actor.key : (scopeOfCtx(ctx).address ?? 'guest')
  const wait = bursts[what].take(`${ctx.city.id} ${who}`, ceilings[what], ctx.clock.now())
  if (wait !== undefined) throw dataTooOften(wait)
}

/**
 * Whose data is asked for. By a link only what that link is about: somebody's contact was typed by whoever holds the link,
 * and proves nothing. By an account what is proven to be its own, the confirmed phone and mail among it.
 *
 * @throws Problem `LINK_UNKNOWN`, `UNAUTHENTICATED`
 */
export async function askersSubject(
  { registry, phones, systemScope }: Askers,
  ctx: Ctx,
  secret: string | null | undefined,
): Promise<PersonSubject> {
  if (secret !== null && secret !== undefined) {
    const things = await thingsBehind(registry, systemScope(ctx.city.id, 'link'), secret)
    if (things.length === 0) throw linkUnknown()
    return { ...subjectOf({}), things }
  }
  const person = ctx.person()
  const phone = (await phones?.of(person.key, 'NOWHERE'))?.phone
  return subjectOf({
    accounts: [person.key],
    emails: person.email && person.emailVerified ? [person.email] : [],
    phones: phone === undefined ? [] : [phone],
  })
}

async function thingsBehind(registry: PluginRegistry, scope: RequestScope, secret: string): Promise<string[]> {
  const things: string[] = []
  for (const plugin of registry.activeIn(scope.snapshot.enabled)) {
    const held = (await plugin.heldBy?.(scope.ctx(plugin), secret)) ?? []
    // a module speaks of its own things
    things.push(...held.filter((thing) => ownThing(plugin, thing)))
  }
  return things
}

const ownThing = ({ id }: Plugin, thing: string): boolean => thing.startsWith(`${id}:`) && thing.length > id.length + 1
