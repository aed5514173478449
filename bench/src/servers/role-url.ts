import { openStorage } from '@vmeste/host/storage'
import appeals from '@vmeste/appeals'
import { civicPlugin } from '@vmeste/civic'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { secret } from '../prepare-city.ts'

/** Connections as the module's own role, so that row-level security costs everybody the same. */
export async function roleUrl(): Promise<string> {
  const storage = await openStorage(process.env['BENCH_DATABASE']!, secret, [civicPlugin(), appeals], [identityUnit])
  const url = storage.urlOf('appeals')
  await storage.close()
  return url
}
