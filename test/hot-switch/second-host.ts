/**
 * A second host in a process of its own: started by a test with the owner's URL, the secret, the folder of files and
 * that of recorded operations.
 */
import { civicPlugin } from '@vmeste/civic'
import { createHost } from '@vmeste/host'
import { fakeIdentity } from '@vmeste/testkit'
import { hostOptions } from './host-options.ts'

const [databaseUrl, secret, dataFolder, operations] = process.argv.slice(2) as [string, string, string, string]
const host = await createHost({
  databaseUrl,
  secret,
  dataFolder,
  origin: 'http://localhost',
  civic: civicPlugin({ mailLater: true }),
  identity: async () => fakeIdentity,
  ...hostOptions(operations),
})
console.log(`ready ${await host.listen(0)}`)
process.once('SIGTERM', () => {
  void host.stop().then(() => process.exit(0))
})
