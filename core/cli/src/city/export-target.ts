import { createWriteStream } from 'node:fs'
import { access, constants, rename, rm, writeFile } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { VmesteError } from '@vmeste/sdk'

export interface Target {
  write<Made>(work: (sink: Writable) => Promise<Made>): Promise<Made>
  /** Takes away what is half written, where it is this call's. */
  drop(): Promise<void>
}

/**
 * A file that has its name only once it is whole; whether it can be written is found out before anything happens to the
 * city. What a call that was killed has left half written is written anew, once this one has the city to itself: until
 * then it may be that of another that is still at work.
 *
 * @throws VmesteError `VMESTE_CITY_EXPORT`
 */
export async function openTarget(to: string): Promise<Target> {
  const half = `${to}.part`
  const refused = (cause: unknown, and: string): VmesteError =>
    new VmesteError('VMESTE_CITY_EXPORT', `${to} cannot be written (${(cause as Error).message}). ${and}`, { cause })
  const untouched = 'Nothing was changed: name another file'
  if (
    await access(to).then(
      () => true,
      () => false,
    )
  )
    throw refused(new Error('there is such a file'), untouched)
  let ours = true
  try {
    await writeFile(half, '', { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw refused(cause, untouched)
    ours = false
    await access(half, constants.W_OK).catch((closed: unknown) => {
      throw refused(closed, untouched)
    })
  }
  return {
    drop: () => (ours ? rm(half, { force: true }) : Promise.resolve()),
    async write(work) {
      try {
        if (!ours) await rm(half, { force: true })
        ours = true
        const made = await work(createWriteStream(half, { flush: true, mode: 0o600 }))
        await rename(half, to)
        return made
      } catch (cause) {
        throw refused(
          cause,
          'The city is closed and nothing of it was deleted: call it once more with another file, or without one',
        )
      }
    },
  }
}
