import type { Lang } from '../text.ts'

/**
 * Where a message to a telephone comes to: the telephone, the outbox of a demonstration, or nowhere, for want of a
 * gateway.
 */
export const messageReaches = ['PHONE', 'OUTBOX', 'NOWHERE'] as const
export type MessageReach = (typeof messageReaches)[number]

export interface TextMessage {
  /** E.164, `+375291234567`. */
  readonly to: string
  readonly lang: Lang
  /** What it is about, for the outbox; a telephone shows the text alone. */
  readonly subject: string
  readonly text: string
}

/**
 * Messages that somebody waits for with the telephone in their hand: they leave at once or not at all, and nothing of
 * them is kept. News go by `Notifications`.
 */
export abstract class TextMessages {
  abstract readonly reach: MessageReach
  /**
   * @throws Problem `MESSAGE_NOT_SENT` when the gateway refuses or is silent for five seconds, or there is none;
   * `MESSAGE_TOO_OFTEN` after ten an hour to one telephone, all modules together
   */
  abstract send(message: TextMessage): Promise<void>
}
