import { createPublicKey, generateKeyPair, randomBytes, type JsonWebKey } from 'node:crypto'
import { promisify } from 'node:util'
import { VmesteError, z } from '@vmeste/sdk'
import { sql } from 'kysely'
import { contextOf } from '../../shared/tables/signing-key-opens.ts'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'
import { seal, unseal } from '../../../storage/seal.ts'

/** Keycloak's default, and the one every verifier knows. */
const algorithm = 'RS256'
const generate = promisify(generateKeyPair)
const jwkSchema = z.looseObject({ kty: z.literal('RSA'), n: z.string(), e: z.string(), d: z.string() })

export type PrivateJwk = z.infer<typeof jwkSchema> & { readonly kid: string; readonly alg: string; readonly use: 'sig' }

/** Two hosts that start together must not each make a key. */
const lock = 7_648_411

/**
 * The realm's private keys: the first signs, all are published, also one that signs only soon. Made at the first start.
 */
export async function loadSigningKeys(db: IdentityDb, sealing: Buffer): Promise<readonly PrivateJwk[]> {
  const known = await stored(db)
  const rows =
    known.length > 0
      ? known
      : await db.transaction().execute(async (tx) => {
          await lockKeys(tx)
          const made = await stored(tx)
          if (made.length > 0) return made
          await tx
            .insertInto('signing_key')
            .values(await makeKey(sealing))
            .execute()
          return stored(tx)
        })
  return rows.map(({ kid, sealed }) => open(kid, sealed, sealing))
}

export const lockKeys = (tx: IdentityDb) => sql`select pg_advisory_xact_lock(${lock})`.execute(tx)

const stored = (db: IdentityDb) =>
  db
    .selectFrom('signing_key')
    .select(['kid', 'sealed'])
    .where((when) => when.or([when('retired_at', 'is', null), when('retired_at', '>', sql<Date>`now()`)]))
    .orderBy((order) => order('signs_from', '<=', sql<Date>`now()`), 'desc')
    .orderBy('signs_from', 'desc')
    .orderBy('kid')
    .limit(8)
    .execute()

export async function makeKey(sealing: Buffer) {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 })
  const kid = randomBytes(24).toString('base64url')
  return {
    kid,
    sealed: seal(sealing, contextOf(kid), JSON.stringify(privateKey.export({ format: 'jwk' }))),
    retired_at: null,
  }
}

function open(kid: string, sealed: string, sealing: Buffer): PrivateJwk {
  try {
    return { ...jwkSchema.parse(JSON.parse(unseal(sealing, contextOf(kid), sealed))), kid, alg: algorithm, use: 'sig' }
  } catch (cause) {
    throw new VmesteError(
      'VMESTE_IDENTITY_KEY_SEALED',
      `The signing key ${kid} in identity.signing_key was stored under another VMESTE_SECRET. Start with that secret, or delete the row: a new key is made and everybody signs in again.`,
      { cause },
    )
  }
}

/** The public half, as a JWKS carries it. */
export function publicJwk({ kid, alg, use, ...key }: PrivateJwk): JsonWebKey & { kid: string } {
  return { ...createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' }), kid, alg, use }
}
