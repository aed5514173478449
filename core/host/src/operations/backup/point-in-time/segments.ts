/** Names of PostgreSQL's log files: eight digits each of timeline, part and segment. */
export const isSegment = (name: string): boolean => /^[0-9A-F]{24}$/.test(name)
export const isHistory = (name: string): boolean => /^[0-9A-F]{8}\.history$/.test(name)
export const timelineOf = (name: string): number => Number.parseInt(name.slice(0, 8), 16)

const hex = (value: bigint | number): string => value.toString(16).toUpperCase().padStart(8, '0')

/** The place of a segment in its timeline. @param segmentBytes 16 MB as a rule */
export const numberOf = (name: string, segmentBytes: number): bigint =>
  BigInt(`0x${name.slice(8, 16)}`) * (0x1_0000_0000n / BigInt(segmentBytes)) + BigInt(`0x${name.slice(16)}`)

/** The segment that follows in the same timeline. */
export function nextSegment(name: string, segmentBytes: number): string {
  const each = 0x1_0000_0000n / BigInt(segmentBytes)
  const next = numberOf(name, segmentBytes) + 1n
  return `${name.slice(0, 8)}${hex(next / each)}${hex(next % each)}`
}

/** Whether `name` may come right after `last`: its successor, the same again, or of another timeline. */
export const follows = (name: string, last: string, segmentBytes: number): boolean =>
  name === last || timelineOf(name) !== timelineOf(last) || name === nextSegment(last, segmentBytes)
