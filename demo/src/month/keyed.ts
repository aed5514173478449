import { createHmac } from 'node:crypto'
import type { HostParts } from '@vmeste/host'

/**
 * An id that is the same at every start of this installation, and that nobody outside can compute:
 * with the key of a submission one could ask for its tracking link.
 */
export function keyed(host: Pick<HostParts, 'key'>, name: string, content: Buffer | string = ''): string {
  const hex = createHmac('sha256', host.key('demonstration')).update(name).update('\n').update(content).digest('hex')
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3]!
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
