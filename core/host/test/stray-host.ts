/**
 * A host of its own process with a module that leaves errors behind: started by a test, with the owner's URL and the
 * secret as arguments.
 */
import { civicPlugin } from '@vmeste/civic'
import { createHost, guardProcess } from '@vmeste/host'
import { tmpdir } from 'node:os'
import { notes } from './notes-plugin.ts'
import { wretch } from './wretch-plugin.ts'

const host = await createHost({
  databaseUrl: process.argv[2]!,
  secret: process.argv[3]!,
  origin: 'http://localhost',
  dataFolder: tmpdir(),
  civic: civicPlugin(),
  modules: [notes, wretch],
})
guardProcess({
  health: host.health,
  logger: host.logger,
  folders: new Map(),
  end: (error) => {
    console.log(`ended by ${String(error)}`)
    void host.stop().then(() => process.exit(1))
  },
})
process.on('SIGUSR2', () => {
  throw new Error('nobody’s')
})
console.log(`ready ${await host.listen(0)}`)
