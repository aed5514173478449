/**
 * Name of a daily copy in its target: the moment it shows, in UTC. Whatever is called otherwise is not ours to delete.
 */
export const backupName = (at: Date): string =>
  `vmeste-${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z.backup`

const pattern = /^vmeste-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.backup$/

/** The moment a copy of ours shows; undefined for any other name, and for one that names no moment. */
export function momentOf(name: string): Date | undefined {
  const found = pattern.exec(name)
  if (!found) return undefined
  const [, year, month, day, hour, minute, second] = found
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return !Number.isNaN(at.getTime()) && backupName(at) === name ? at : undefined
}
