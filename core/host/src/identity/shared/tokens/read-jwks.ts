import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from '@vmeste/sdk'

export interface VerifyingKey {
  readonly key: KeyObject
  /** What the key says it is for; then it is for nothing else. */
  readonly alg?: string
}

const jwks = z.object({
  keys: z
    .array(
      z.looseObject({
        kid: z.string().min(1).max(200).optional(),
        use: z.string().optional(),
        alg: z.string().optional(),
      }),
    )
    .max(100),
})

/** Public signing keys by their id. Keys that Node does not understand are passed over: a provider may publish such. */
export function readJwks(document: unknown): ReadonlyMap<string, VerifyingKey> {
  const keys = new Map<string, VerifyingKey>()
  for (const jwk of jwks.parse(document).keys) {
    if (!jwk.kid || (jwk.use ?? 'sig') !== 'sig' || jwk.kty === 'oct') continue
    const key = publicKey(jwk)
    if (key) keys.set(jwk.kid, { key, ...(jwk.alg ? { alg: jwk.alg } : {}) })
  }
  return keys
}

function publicKey(jwk: Record<string, unknown>): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return undefined
  }
}
