import type { OnProgress } from '@vmeste/host/backup'

const everyMs = 2_000
const words = {
  database: 'rows',
  files: 'files',
  checking: 'checking',
  erasing: 'erasing again what was erased since',
} as const

/** A line on the standard error every two seconds, for whoever waits. */
export function sayProgress(): OnProgress {
  let said = performance.now()
  return ({ step, rows, files, at }) => {
    const now = performance.now()
    if (now - said < everyMs) return
    said = now
    process.stderr.write(
      `  … ${words[step]}: ${rows} rows${files > 0 ? `, ${files} files` : ''}${at ? ` (${at})` : ''}\n`,
    )
  }
}
