import { copyFile, rename, rm, stat, truncate } from 'node:fs/promises'

const mostBytes = 10 * 1024 * 1024
/** Beside the one that is written. */
const older = 4

/**
 * Keeps a log that is open for appending small: what it holds becomes `postgres.log.1`, the oldest one goes. The server
 * goes on writing to the same file. Where there is no room for a copy, what the log holds is given up: it must not be
 * what fills the disk.
 *
 * @returns whether the log was full
 */
export async function rotateLog(log: string, bytes = mostBytes): Promise<boolean> {
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  )
  if (size < bytes) return false
  await rm(`${log}.${older}`, { force: true })
  for (let at = older - 1; at > 0; at--) await rename(`${log}.${at}`, `${log}.${at + 1}`).catch(() => undefined)
  await copyFile(log, `${log}.1`).catch(() => rm(`${log}.1`, { force: true }))
  await truncate(log)
  return true
}
