import { constants, verify, type KeyObject } from 'node:crypto'

interface Algorithm {
  readonly fits: (key: KeyObject) => boolean
  readonly verify: (signed: Buffer, key: KeyObject, signature: Buffer) => boolean
}

const rsa = (key: KeyObject) =>
  key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048

/**
 * The signatures we accept, each bound to its kind of key. `none` and shared secrets are not here, so they cannot be
 * confused in.
 */
const algorithms: ReadonlyMap<string, Algorithm> = new Map<string, Algorithm>([
  ['RS256', { fits: rsa, verify: (signed, key, signature) => verify('sha256', signed, key, signature) }],
  [
    'PS256',
    {
      fits: rsa,
      verify: (signed, key, signature) =>
        verify('sha256', signed, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, signature),
    },
  ],
  [
    'ES256',
    {
      fits: (key) => key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1',
      verify: (signed, key, signature) => verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature),
    },
  ],
  [
    'EdDSA',
    {
      fits: (key) => key.asymmetricKeyType === 'ed25519',
      verify: (signed, key, signature) => verify(null, signed, key, signature),
    },
  ],
])

export const algorithmFor = (name: unknown): Algorithm | undefined =>
  typeof name === 'string' ? algorithms.get(name) : undefined
