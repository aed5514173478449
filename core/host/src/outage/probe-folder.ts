import { randomUUID } from 'node:crypto'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PartState } from './probe-database.ts'

/** Less room than this is none: a database that runs full stops in the middle of something. */
const floorBytes = 64 * 1024 * 1024
const states: Readonly<Record<string, PartState>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'read-only',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
}

/** Writes a page to the disk under a folder and takes it away again; a disk that does not answer is not waited for. */
export async function probeFolder(folder: string, patienceMs: number): Promise<PartState> {
  return Promise.race([
    write(folder).catch((error: unknown) => states[String((error as { code?: unknown }).code)] ?? 'failing'),
    sleep(patienceMs, 'failing' as const, { ref: false }),
  ])
}

async function write(folder: string): Promise<PartState> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, `.ready-${randomUUID()}`)
  try {
    const opened = await open(file, 'wx', 0o600)
    try {
      await opened.write(Buffer.alloc(4096, 1))
      await opened.sync()
    } finally {
      await opened.close()
    }
  } finally {
    await rm(file, { force: true })
  }
  return hasRoom(folder)
}

/** Whether there is room left, in bytes and in names; where the database lies it is looked at without writing. */
export async function hasRoom(folder: string): Promise<PartState> {
  const { bavail, bsize, files, ffree } = await statfs(folder)
  return bavail * bsize < floorBytes || (files > 0 && ffree < 100) ? 'full' : 'ok'
}
