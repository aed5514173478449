import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { VmesteError } from '@vmeste/sdk'
import { readEnv } from '../platform/read-env.ts'
import { noteCommand } from './note-command.ts'
import { subjectFrom, type Whom } from './whom.ts'

export interface ExportOptions extends Whom {
  readonly to?: string
  readonly json?: true
}

/** Writes what is held about somebody into a ZIP that is not there yet, for its owner's eyes alone. */
export async function exportWhom({ to: named, json, ...whom }: ExportOptions): Promise<void> {
  const [{ openPlatform }, { exportPerson }] = await Promise.all([
    import('../platform/open-platform.ts'),
    import('@vmeste/host/people'),
  ])
  const platform = await openPlatform(readEnv(), { inUse: 'share', logTo: 'stderr' })
  try {
    const { host } = platform
    const subject = await subjectFrom(host, whom)
    const to = named ?? `person-${host.clock.now().toISOString().slice(0, 19).replaceAll(/\D/g, '')}.zip`
    const made = exportPerson(host, subject, host.clock.now(), whom.city)
    try {
      await pipeline(Readable.from(made.bytes), createWriteStream(to, { flags: 'wx', mode: 0o600 }))
    } catch (error) {
      if ((error as { code?: string }).code === 'EEXIST')
        throw new VmesteError('VMESTE_PERSON_FILE', `${to} is there already: name a file that is not`, { cause: error })
      await rm(to, { force: true })
      throw error
    }
    await noteCommand(host, subject, 'EXPORT', whom.city)
    const { rows, files } = made
    if (json) console.log(JSON.stringify({ file: to, rows, files }))
    else
      console.log(
        `Written to ${to}: ${
          Object.entries(rows)
            .map(([table, n]) => `${n} from ${table}`)
            .join(', ') || 'nothing is held'
        }${files > 0 ? `, ${files} photos` : ''}. It holds personal data: hand it over, then delete it.`,
      )
  } finally {
    await platform.stop()
  }
}
