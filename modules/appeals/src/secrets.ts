import type { Actor } from '@vmeste/sdk'
import { actorHash, trackingSecret, type Party } from './tracking-secret.ts'

/** What this installation's key makes: tracking links, and names of actors that cannot be read back. */
export abstract class Secrets {
  abstract tracking(party: Party, id: string): string
  abstract actor(actor: Actor): string
}

export class KeyedSecrets extends Secrets {
  readonly #key: Buffer
  constructor(key: Buffer) {
    super()
    this.#key = key
  }
  tracking(party: Party, id: string): string { return trackingSecret(this.#key, party, id) }
  actor(actor: Actor): string { return actorHash(this.#key, nameOf(actor)) }
}

/** A guest without a device key counts as their address: dropping the key must not buy a fresh allowance. */
function nameOf(actor: Actor): string {
  if (actor.kind === 'person') return `p:${actor.key}`
  if (actor.kind === 'system') return `s:${actor.name}`
  return actor.device ? `d:${actor.device}` : `a:${actor.address ?? ''}`
}
