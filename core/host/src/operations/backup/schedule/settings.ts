/** `@vmeste/host/backup-settings`: how the settings of copies are read, without anything that makes one. */
export { targetAddress, type TargetAddress } from '../targets/target-address.ts'

/** A time of day on the server's wall. */
export interface DayTime {
  readonly hour: number
  readonly minute: number
}

/** @returns undefined for what is no time of day. @example dayTime('03:00') */
export function dayTime(text: string): DayTime | undefined {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text)
  return found ? { hour: Number(found[1]), minute: Number(found[2]) } : undefined
}
