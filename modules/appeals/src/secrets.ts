import { actorHash, type Actor } from '@vmeste/sdk'
import { trackingSecret, type Party } from './tracking-secret.ts'

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
  tracking(party: Party, id: string): string {
    return trackingSecret(this.#key, party, id)
  }
  actor(actor: Actor): string {
    return actorHash(this.#key, actor)
  }
}
