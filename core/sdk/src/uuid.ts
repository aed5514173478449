import { randomBytes } from 'node:crypto'

/**
 * How far the count of each millisecond has come: of the newest few an id was made for, since ids are made for times that
 * are told as well as for now.
 */
const counts = new Map<number, number>()
const mostCounts = 64

function countAt(now: number, first: number): number {
  const before = counts.get(now)
  const count = before === undefined ? first : Math.min(before + 1, 0xfff)
  counts.delete(now)
  counts.set(now, count)
  const [oldest] = counts.keys()
  if (counts.size > mostCounts) counts.delete(oldest!)
  return count
}

/**
 * A version-7 UUID: sortable by time, those of one millisecond in the order they were made in (RFC 9562, 6.2, method 1:
 * a counter that starts at random). Made in Node because the platform runs on PostgreSQL ≥ 15, where `uuidv7()` does
 * not exist yet.
 */
export function uuidv7(now = Date.now()): string {
  const bytes = randomBytes(16)
  const count = countAt(now, bytes.readUInt16BE(6) & 0x7ff)
  bytes.writeUIntBE(now, 0, 6)
  bytes.writeUInt16BE(0x7000 | count, 6)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)
