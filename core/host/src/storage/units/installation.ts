import { createHmac, hkdfSync } from 'node:crypto'

/** What an installation derives from its one secret and its database. */
export interface Installation {
  /** Prefix of every role of this installation: several may share one PostgreSQL cluster. */
  readonly rolePrefix: string
  readonly secret: string
}

export const roleOf = (installation: Installation, unitId: string): string =>
  `${installation.rolePrefix}_${unitId.replaceAll('-', '_')}`

/** Passwords are derived, never stored: whoever has the secret is the host. */
export const passwordOf = (installation: Installation, unitId: string): string =>
  passwordOfRole(installation, roleOf(installation, unitId))

export const passwordOfRole = (installation: Installation, role: string): string =>
  createHmac('sha256', keyOf(installation.secret, 'database')).update(role).digest('base64url')

/** 32 bytes of key material for one purpose. */
export const keyOf = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'vmeste', purpose, 32))

export const unitUrl = (ownerUrl: string, installation: Installation, unitId: string): string =>
  urlAs(ownerUrl, installation, roleOf(installation, unitId))

export function urlAs(ownerUrl: string, installation: Installation, role: string): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = passwordOfRole(installation, role)
  return url.href
}
