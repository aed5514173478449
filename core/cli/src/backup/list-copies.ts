import { hasBook } from '@vmeste/host/backup-schedule'
import { baseMoments } from '@vmeste/host/point-in-time'
import { VmesteError } from '@vmeste/sdk'
import { copyPlaceOf } from './copy-place.ts'
import { dailyCopies } from './daily-copies.ts'

const megabyte = 1_000_000

/** `vmeste verify <place> --list`: what a folder or a bucket holds, without opening any of it. */
export async function listCopies(given: string, { json }: { readonly json: boolean }): Promise<void> {
  const place = await copyPlaceOf(given)
  if (!place)
    throw new VmesteError('VMESTE_BACKUP_COPY', `${given} is no folder and no bucket: there is no list of one file`)
  const { target } = place
  try {
    const copies = await dailyCopies(target)
    const bases = await baseMoments(target)
    const book = await hasBook(target)
    if (json) {
      console.log(JSON.stringify({ place: target.place, copies, pointInTime: { bases }, erasures: book }))
      return
    }
    console.log(
      [
        `${target.place} holds ${copies.length} daily copies${copies.length === 0 ? '' : ', the newest last:'}`,
        ...copies.map(
          ({ name, bytes, at }) => `  ${localTime(at)}  ${(bytes / megabyte).toFixed(1).padStart(9)} MB  ${name}`,
        ),
        bases.length === 0
          ? 'No base copy for a point in time.'
          : `Point in time, of the embedded database: any moment from ${localTime(bases[0]!)} on (--at).`,
        book
          ? 'What was erased since is written down beside them.'
          : 'No file "erasures" lies beside them: nothing was erased since they are made here, or it lies elsewhere (--erasures).',
      ].join('\n'),
    )
  } finally {
    target.close()
  }
}

/** As the wall of this machine shows it, with its offset: days are meant by it. */
function localTime(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16).replace('T', ' ')
}
