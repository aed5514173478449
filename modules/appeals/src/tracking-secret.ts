import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const parties = { REPORTER: 'r', SUPPORTER: 's' } as const
export type Party = keyof typeof parties

/**
 * The key to a tracking page: 192 bits that follow from the row's id and the installation's key, so that it can be
 * put into every mail, and is stored nowhere.
 */
export const trackingSecret = (key: Buffer, party: Party, id: string): string =>
  createHmac('sha256', key).update(`${parties[party]}:${id}`).digest().subarray(0, 24).toString('base64url')

/** What is stored of a secret or an idempotency key: enough to find the row, useless in a dump. */
export const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** Who acts, for limits and for "once per person": not reversible to a person without the key. */
export const actorHash = (key: Buffer, actor: string): string => createHmac('sha256', key).update(`actor:${actor}`).digest('base64url')

export const isSecret = (value: string): boolean => /^[\w-]{32}$/.test(value)

export const sameSecret = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
