import { momentOfCopy, type BackupTarget } from '@vmeste/host/backup-schedule'
import { VmesteError, wallTime } from '@vmeste/sdk'

export interface DailyCopy {
  readonly name: string
  readonly bytes: number
  /** The moment that it shows. */
  readonly at: Date
}

/** The daily copies in a place, oldest first. Names that are not ours are none. */
export async function dailyCopies(target: Pick<BackupTarget, 'list'>): Promise<DailyCopy[]> {
  return (await target.list('vmeste-')).flatMap(({ name, bytes }) => {
    const at = momentOfCopy(name)
    return at ? [{ name, bytes, at }] : []
  })
}

/** What a copy is chosen by, in words. */
export const copyWords = 'latest, a day (2026-11-29), or the name of one'
const namedAtMost = 3

/**
 * The copy that is meant: `latest`, the newest of a day on the server's wall, or one by its name.
 *
 * @param zone IANA name of the server's time zone
 * @throws VmesteError `VMESTE_BACKUP_COPY`
 */
export function whichCopy(
  copies: readonly DailyCopy[],
  wanted: string,
  { place, zone }: { readonly place: string; readonly zone: string },
): DailyCopy {
  const found = copies.findLast(({ name, at }) =>
    wanted === 'latest' ? true : name === wanted || wallTime(at, zone).date === wanted,
  )
  if (found) return found
  if (copies.length === 0)
    throw new VmesteError(
      'VMESTE_BACKUP_COPY',
      `${place} holds no daily copy, vmeste-….backup: name a file in it, or look whether it is the place that VMESTE_BACKUP names. Nothing was changed`,
    )
  const isDay = /^\d{4}-\d\d-\d\d$/.test(wanted)
  if (!isDay && !momentOfCopy(wanted))
    throw new VmesteError('VMESTE_BACKUP_COPY', `--copy "${wanted.slice(0, 60)}" is none of these: ${copyWords}`)
  const day = ({ at }: DailyCopy): string => wallTime(at, zone).date
  const near = isDay
    ? copies
        .toSorted((one, other) => distance(one.at, wanted) - distance(other.at, wanted))
        .slice(0, namedAtMost)
        .map(day)
        .toSorted()
    : []
  throw new VmesteError(
    'VMESTE_BACKUP_COPY',
    `${place} holds ${copies.length} daily copies, of ${day(copies[0]!)} to ${day(copies.at(-1)!)}, and none ${isDay ? `of ${wanted}. Nearest: ${[...new Set(near)].join(', ')}` : `called ${wanted}`}. vmeste verify <place> --list shows them all. Nothing was changed`,
  )
}

const distance = (at: Date, day: string): number => Math.abs(at.getTime() - Date.parse(`${day}T12:00:00Z`))
