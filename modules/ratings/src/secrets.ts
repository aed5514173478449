import { actorHash, BurstLimit, keyedSecret, type Actor, type ServiceScope } from '@vmeste/sdk'

/** What this installation's key makes: invitations, and names of raters that cannot be read back. */
export abstract class RatingSecrets {
  /** Follows from the event, so that an event delivered twice makes the same link. */
  abstract invitation(event: string): string
  abstract rater(actor: Actor): string
}
/** Ratings of the last minutes on this host. */
export abstract class RatingBursts extends BurstLimit {}

export function services(scope: ServiceScope): void {
  scope.bind(RatingSecrets, () => {
    const key = scope.key('ratings')
    return { invitation: (event) => keyedSecret(key, `invitation:${event}`), rater: (actor) => actorHash(key, actor) }
  })
  scope.bind(RatingBursts, () => new BurstLimit())
}
