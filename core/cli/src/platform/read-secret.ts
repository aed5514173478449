import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import type { Env } from './read-env.ts'

/** The installation's key material: given where several hosts share it, else made once and kept with the data. */
export async function readSecret({ secret, databaseUrl, dataFolder }: Env): Promise<string> {
  if (secret) return secret
  const file = join(dataFolder, 'secret')
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept) return kept.trim()
  if (databaseUrl && process.env['VMESTE_HOSTS'] === 'many') {
    throw new VmesteError('VMESTE_SECRET_MISSING', 'Several hosts on one database need the same VMESTE_SECRET (32 characters or more)')
  }
  await mkdir(dataFolder, { recursive: true })
  const made = randomBytes(32).toString('base64url')
  // `wx`: of two commands that start together the second must not replace what the first made
  await writeFile(file, `${made}\n`, { mode: 0o600, flag: 'wx' }).catch(() => undefined)
  return (await readFile(file, 'utf8')).trim()
}
