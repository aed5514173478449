import { z } from '@vmeste/sdk'
import { tokenInvalid } from '../port/identity-problems.ts'
import { algorithmFor } from './jws-algorithms.ts'
import type { KeySource } from './key-source.ts'

const headerSchema = z.looseObject({ alg: z.string(), kid: z.string().min(1).max(200), typ: z.string().optional() })
export type SignedHeader = z.infer<typeof headerSchema>

/** A token taken apart. */
export interface SignedParts {
  readonly header?: unknown
  /** Header and payload as they were signed. */
  readonly signed?: string
  readonly signature?: Buffer
}

/**
 * Whether a token was signed by a key of the realm, by the algorithm that belongs to that key.
 * @returns its header, which can be believed from then on
 * @throws Problem `TOKEN_INVALID`, `IDENTITY_UNAVAILABLE`
 */
export async function checkSignature(
  { header: given, signed, signature }: SignedParts,
  keys: KeySource,
): Promise<SignedHeader> {
  if (!signed || !signature) throw tokenInvalid('not a signed token')
  const header = headerSchema.safeParse(given)
  if (!header.success) throw tokenInvalid('malformed header')
  // a `crit` extension must be understood or refused (RFC 7515, 4.1.11), and we know none
  if ('crit' in header.data) throw tokenInvalid('critical extension')
  const algorithm = algorithmFor(header.data.alg)
  if (!algorithm) throw tokenInvalid('algorithm not allowed')
  const { key, alg } = keys.peek(header.data.kid) ?? (await keys.get(header.data.kid))
  if ((alg !== undefined && alg !== header.data.alg) || !algorithm.fits(key))
    throw tokenInvalid('algorithm does not belong to the key')
  if (!algorithm.verify(Buffer.from(signed), key, signature)) throw tokenInvalid('signature')
  return header.data
}
