import { readFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { writeBackup } from '@vmeste/host/backup'
import { bucketBook, makeDailyCopy, openTarget } from '@vmeste/host/backup-schedule'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { makeBaseCopy } from '@vmeste/host/point-in-time'
import { VmesteError } from '@vmeste/sdk'
import { bringErasures } from '../backup/bring-erasures.ts'
import { chainFileOf } from '../backup/chain-file.ts'
import { sealingOf } from '../backup/seals.ts'
import { openDatabase } from '../platform/open-database.ts'
import { readEnv, type Env } from '../platform/read-env.ts'
import type { MadeCopy } from './made-copy.ts'
import { step } from './step.ts'

interface Wish {
  readonly env: Env
  readonly expected: boolean
  readonly installation: string
  readonly signal: AbortSignal
}

/** Makes one copy beside the host that asked for it. */
await step(async (signal): Promise<MadeCopy> => {
  // people come first; not every system lets itself be told
  try {
    setPriority(constants.priority.PRIORITY_LOW)
  } catch {
    /* then it is as good as others */
  }
  const [kind, how] = process.argv.slice(2)
  const env = readEnv()
  const installation = (await readFile(join(env.dataFolder, 'installation'), 'utf8')).trim()
  const wish = { env, installation, expected: how === 'again', signal }
  const { alarm, ...copy } = kind === 'base' ? await makeBase(wish) : await makeDaily(wish)
  return { ...copy, ...(alarm ? { alarm: { code: alarm.code, message: alarm.message } } : {}) }
})

function makeDaily({ env, ...wish }: Wish): ReturnType<typeof makeDailyCopy> {
  return openDatabase(env, { inUse: 'share' }, { signal: wish.signal }, async ({ url, secret, stop }) => {
    try {
      const made = await makeDailyCopy({
        ...wish,
        target: targetOf(env),
        now: new Date(),
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        write: (sink) => writeBackup({ ownerUrl: url, secret, dataFolder: env.dataFolder }, sink, sealingOf(env)),
      })
      await bringAlong(env, url)
      return made
    } finally {
      await stop()
    }
  })
}

/** What was erased stands beside the copies; a folder is remembered, so that it is told at once from now on. */
async function bringAlong({ dataFolder, backup: { target } }: Env, ownerUrl: string): Promise<void> {
  await bringErasures(ownerUrl, dataFolder, target?.kind === 'folder' ? target.place : undefined, bucketBook(target))
}

async function makeBase({ env, ...wish }: Wish): ReturnType<typeof makeBaseCopy> {
  const postgres = await startEmbeddedPostgres(join(env.dataFolder, 'postgres'), { inUse: 'share' })
  try {
    return await makeBaseCopy({
      ...wish,
      target: targetOf(env),
      sealing: sealingOf(env),
      superuserUrl: postgres.superuserUrl,
      cluster: { data: postgres.folder, passwordFile: postgres.passwordFile },
      chain: chainFileOf(postgres.archiveFolder),
      dataFolder: env.dataFolder,
      now: new Date(),
    })
  } finally {
    await postgres.stop()
  }
}

function targetOf({ backup: { target } }: Env): ReturnType<typeof openTarget> {
  if (!target)
    throw new VmesteError('VMESTE_BACKUP_FAILED', 'VMESTE_BACKUP is not set for the process that makes a copy')
  return openTarget(target)
}
