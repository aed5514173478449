import { createHash } from 'node:crypto'
import { VmesteError } from '@vmeste/sdk'

/** What npm and browsers call integrity: `sha512-<base64>` of the package as it came. */
export const packageIntegrity = (packed: Uint8Array): string =>
  `sha512-${createHash('sha512').update(packed).digest('base64')}`

/** @throws VmesteError `VMESTE_PACKAGE_INTEGRITY` */
export function requireIntegrity(packed: Uint8Array, expected: string, name: string): void {
  const found = packageIntegrity(packed)
  if (found !== expected)
    throw new VmesteError(
      'VMESTE_PACKAGE_INTEGRITY',
      `${name} is not the package that was meant: its integrity is ${found}, not ${expected}. Fetch it again from where you trust it`,
    )
}
