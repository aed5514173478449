/** A host of its own process that dies in the middle of a handler: started by a test, with the owner's URL as argument. */
import { civicPlugin } from '@vmeste/civic'
import { createHost } from '@vmeste/host'
import { testSecret } from '@vmeste/testkit'
import { tmpdir } from 'node:os'
import { bell, habits, ledger } from '../src/events/test-modules.ts'

habits.after = () => {
  console.log('in the handler')
  return new Promise(() => undefined)
}
await createHost({ databaseUrl: process.argv[2]!, secret: testSecret, origin: 'http://localhost', dataFolder: tmpdir(), civic: civicPlugin(), modules: [bell, ledger] })
console.log('ready')
