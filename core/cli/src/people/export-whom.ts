import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Host } from '@vmeste/host'
import type { ExportedAccount } from '@vmeste/host/people'
import { VmesteError, type PersonSubject } from '@vmeste/sdk'
import { readEnv } from '../platform/read-env.ts'
import { noteCommand } from './note-command.ts'
import { findPerson, inWords, type Whom } from './whom.ts'

export interface ExportOptions extends Whom {
  readonly to?: string
  readonly json?: true
}

/** Writes what is held about somebody into a ZIP that is not there yet, for its owner's eyes alone; nothing into none. */
export async function exportWhom({ to: named, json, ...whom }: ExportOptions): Promise<void> {
  const [{ openPlatform }, { exportPerson }] = await Promise.all([
    import('../platform/open-platform.ts'),
    import('@vmeste/host/people'),
  ])
  const platform = await openPlatform(readEnv(), { inUse: 'share', logTo: 'stderr' })
  try {
    const { host } = platform
    const { subject, accounts, note } = await findPerson(host, whom)
    if (note !== undefined) console.error(note)
    const to = named ?? `person-${host.clock.now().toISOString().slice(0, 19).replaceAll(/\D/g, '')}.zip`
    const made = exportPerson(host, subject, host.clock.now(), await accountsOf(host, subject), whom.city)
    try {
      await pipeline(Readable.from(made.bytes), createWriteStream(to, { flags: 'wx', mode: 0o600 }))
    } catch (error) {
      if ((error as { code?: string }).code === 'EEXIST')
        throw new VmesteError('VMESTE_PERSON_FILE', `${to} is there already: name a file that is not`, { cause: error })
      await rm(to, { force: true })
      throw error
    }
    const { rows, files } = made
    if (Object.keys(rows).length === 0) {
      await rm(to, { force: true })
      if (json) console.log(JSON.stringify({ file: null, rows, files, accounts }))
      else console.log(`Nothing is held about ${inWords(whom)}: no file was written.`)
      return
    }
    await noteCommand(host, subject, 'EXPORT', whom.city)
    if (json) console.log(JSON.stringify({ file: to, rows, files, accounts }))
    else
      console.log(
        `Written to ${to}: ${Object.entries(rows)
          .map(([table, n]) => `${n} from ${table}`)
          .join(', ')}${files > 0 ? `, ${files} photos` : ''}. It holds personal data: hand it over, then delete it.`,
      )
  } finally {
    await platform.stop()
  }
}

/** Those that are there: a key may be of somebody who has no account any more. */
async function accountsOf(host: Host, { keys }: PersonSubject): Promise<ExportedAccount[]> {
  const there: ExportedAccount[] = []
  for (const key of keys) {
    const user = await host.identity?.users.findByKey(key)
    if (!user) continue
    const { givenName, familyName, username, email = null } = user
    there.push({ name: [givenName, familyName].filter(Boolean).join(' '), username, email })
  }
  return there
}
