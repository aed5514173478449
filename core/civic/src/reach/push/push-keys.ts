import { createECDH, createHmac } from 'node:crypto'

/** What push services know an installation by (RFC 8292). */
export interface PushKeys {
  /** Uncompressed point, base64url. */
  readonly publicKey: string
  readonly privateKey: string
}

/**
 * From the installation's secret: the same on every host and after a backup is restored, so that no browser has to
 * subscribe anew; nothing of it is stored. A number that is no key of the curve is passed over for the next.
 */
export function pushKeys(material: Buffer): PushKeys {
  for (let round = 0; ; round++) {
    const key = createHmac('sha256', material).update(`vapid ${round}`).digest()
    const curve = createECDH('prime256v1')
    try {
      curve.setPrivateKey(key)
    } catch {
      continue
    }
    return { publicKey: curve.getPublicKey('base64url'), privateKey: key.toString('base64url') }
  }
}
