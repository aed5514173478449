import type { EraseMyDataMutation } from '../../operations.gen.ts'

/** Where whoever has erased their data comes to rest. */
export const gonePath = '/my-data/gone'
/** The same where it could not be written down beside the backups yet. */
export const goneLaterPath = '/my-data/gone/later'
/** Where to rest after an answer of the graph; nowhere after a refusal. */
export const restAfter = ({ eraseMyData: done }: EraseMyDataMutation): string | undefined =>
  done?.__typename !== 'MyDataErased' ? undefined : done.unwritten ? goneLaterPath : gonePath
/** What a guest's secret link opens. */
export const guestPath = '/my-data/:secret'
