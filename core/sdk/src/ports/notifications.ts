import type { OpenTransaction } from '../storage.ts'
import type { Lang } from '../text.ts'

export interface Notice {
  /** Id of the event that caused it: one row per event and recipient, however often it is delivered. */
  readonly event: string
  readonly to: { readonly person: string } | { readonly email: string } | { readonly phone: string }
  readonly lang: Lang
  readonly subject: string
  readonly text: string
  /** Path inside the city's portal. */
  readonly href?: string
  /** Subject reference it is about, `appeals:Report:…`. */
  readonly about: string
}

/** Tells people what happened; by e-mail, SMS and in the portal, by what the person chose and the city has. */
export abstract class Notifications {
  abstract send(tx: OpenTransaction, notice: Notice): Promise<void>
  /** Removes everything that was said about a subject, when the subject itself is erased. */
  abstract forget(tx: OpenTransaction, about: string): Promise<void>
}
