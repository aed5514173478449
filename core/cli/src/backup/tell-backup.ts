import type { BackupSummary, Replayed } from '@vmeste/host/backup'

const megabyte = 1_000_000

/** What a backup holds, in words. */
export const tellBackup = ({ platform, at, cities, rows, tables, files, missing }: BackupSummary): string =>
  [
    `Vmeste ${platform}, as of ${at}`,
    `  cities  ${cities.map(({ slug, name }) => `${name} (${slug})`).join(', ') || 'none'}`,
    `  rows    ${rows} in ${Object.values(tables).filter((table) => table.rows > 0).length} tables`,
    `  files   ${files.count}, ${(files.bytes / megabyte).toFixed(1)} MB`,
    ...(missing.count === 0
      ? []
      : [
          `  missing ${missing.count} files that a row names and that were not there:`,
          ...missing.names.slice(0, 20).map((name) => `    ${name}`),
          ...(missing.count > 20 ? [`    and ${missing.count - 20} more (--json)`] : []),
        ]),
  ].join('\n')

/** What a restore erased once more; a line of its own, or nothing. */
export const tellErased = (replayed: Replayed | undefined): string =>
  replayed === undefined
    ? ''
    : `Erased since the backup, and again now: ${replayed.people} people, ${replayed.modules} modules’ data, ${replayed.cities} cities; ${replayed.rights} roles taken.\n`

/** Whom a restore of one city did not bring back with an account. */
export const tellLeftOut = (accounts: number | undefined): string =>
  accounts === undefined ? '' : `${accounts} accounts were left out: whoever they are of is erased.\n`
