/**
 * A host in a process of its own, to be flooded: started with the owner's URL; says its address as soon as it listens.
 */
import pino from 'pino'
import appeals from '@vmeste/appeals'
import ratings from '@vmeste/ratings'
import { createTestHost } from '@vmeste/testkit'

const host = await createTestHost({
  postgres: process.argv[2]!,
  modules: [appeals, ratings],
  host: { logger: pino({ level: 'error' }) },
})
console.log(JSON.stringify({ url: host.url }))
process.once('SIGTERM', () => {
  void host.stop().then(() => {
    process.exit(0)
  })
})
