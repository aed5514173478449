/**
 * A host of its own process that dies in the middle of a handler: started by a test, with the owner's URL and the
 * secret as arguments.
 */
import { civicPlugin } from '@vmeste/civic'
import { createHost } from '@vmeste/host'
import { tmpdir } from 'node:os'
import { bell, habits, ledger } from './doubles/event-plugins.ts'

habits.after = () => {
  console.log('in the handler')
  return new Promise(() => undefined)
}
await createHost({
  databaseUrl: process.argv[2]!,
  secret: process.argv[3]!,
  origin: 'http://localhost',
  dataFolder: tmpdir(),
  civic: civicPlugin(),
  modules: [bell, ledger],
})
console.log('ready')
