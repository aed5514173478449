import { createHash, createHmac } from 'node:crypto'
import type { Actor } from './actor.ts'

/**
 * The key to a page that only its holder may see: 192 bits that follow from what it opens and the installation's key,
 * so that it can be put into every letter, and is stored nowhere.
 *
 * @example keyedSecret(scope.key('tracking'), `r:${report.id}`)
 */
export const keyedSecret = (key: Buffer, opens: string): string =>
  createHmac('sha256', key).update(opens).digest().subarray(0, 24).toString('base64url')

/** What is stored of a secret or an idempotency key: enough to find the row, useless in a dump. */
export const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

export const isSecret = (value: string): boolean => /^[\w-]{32}$/.test(value)

/** Who acts, for limits and for "once per person": not reversible to a person without the key. */
export const actorHash = (key: Buffer, actor: Actor): string =>
  createHmac('sha256', key)
    .update(`actor:${nameOf(actor)}`)
    .digest('base64url')

/** A guest without a device key counts as their address: dropping the key must not buy a fresh allowance. */
function nameOf(actor: Actor): string {
  if (actor.kind === 'person') return `p:${actor.key}`
  if (actor.kind === 'system') return `s:${actor.name}`
  return actor.device ? `d:${actor.device}` : `a:${actor.address ?? ''}`
}
