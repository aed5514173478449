import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { requireUnclaimed, type Opening } from '@vmeste/host/storage'
import { VmesteError } from '@vmeste/sdk'
import type { Env } from './read-env.ts'

export interface Secret {
  readonly secret: string
  /** Takes a secret back that was made for nothing: it was refused. */
  takeBack(): Promise<void>
}

/**
 * The installation's key material: given where several hosts share it, else made once and kept with the data. It is
 * made for a new database only: to one that is in use a made-up secret is another one, and nothing of it stays behind.
 *
 * @param ownerUrl the database it is for
 * @throws VmesteError `VMESTE_SECRET_MISSING`
 */
export async function readSecret(
  { secret, databaseUrl, dataFolder, hosts }: Env,
  ownerUrl: string,
  opening: Opening = {},
): Promise<Secret> {
  if (secret) return standing(secret)
  const file = join(dataFolder, 'secret')
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept) return standing(kept.trim())
  if (databaseUrl && hosts > 1) {
    throw new VmesteError(
      'VMESTE_SECRET_MISSING',
      'Several hosts on one database need the same VMESTE_SECRET (32 characters or more)',
    )
  }
  await requireUnclaimed(ownerUrl, opening)
  await mkdir(dataFolder, { recursive: true })
  const made = randomBytes(32).toString('base64url')
  // `wx`: of two commands that start together the second must not replace what the first made
  await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' }).catch(() => undefined)
  const found = (await readFile(file, 'utf8')).trim()
  return found === made ? { secret: made, takeBack: () => rm(file) } : standing(found)
}

const standing = (secret: string): Secret => ({ secret, takeBack: () => Promise.resolve() })
