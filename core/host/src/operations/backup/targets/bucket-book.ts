import { text } from 'node:stream/consumers'
import type { BookElsewhere } from '../../erasures/spread-erasures.ts'
import { openTarget } from './open-target.ts'
import type { TargetAddress } from './target-address.ts'
import type { BackupTarget } from './target.ts'

const name = 'erasures'
type Listed = Pick<BackupTarget, 'list' | 'read'>

/** Whether what was erased is written down beside the copies. */
export const hasBook = async (target: Pick<Listed, 'list'>): Promise<boolean> =>
  (await target.list(name)).some((each) => each.name === name)

/** What is written down there; undefined where nothing is. */
export const bookIn = async (target: Listed): Promise<string | undefined> =>
  (await hasBook(target)) ? text(await target.read(name)) : undefined

/** The book of erasures beside the copies of a bucket; a folder has its own, which is known by another way. */
export function bucketBook(address: TargetAddress | undefined): BookElsewhere | undefined {
  if (address?.kind !== 's3') return undefined
  const asked = async <T>(work: (target: BackupTarget) => Promise<T>): Promise<T> => {
    const target = openTarget(address)
    try {
      return await work(target)
    } finally {
      target.close()
    }
  }
  return {
    told: `${address.place}/${name}`,
    read: () => asked(async (target) => (await bookIn(target)) ?? ''),
    write: (book) =>
      asked(async (target) => {
        await target.write(name, async (sink) => {
          sink.end(book)
        })
      }),
  }
}
