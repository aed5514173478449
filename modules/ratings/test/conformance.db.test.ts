import { join } from 'node:path'
import { conformance } from '@vmeste/testkit/conformance'
import plugin from '../src/plugin.ts'
import { parcelsPlugin } from './parcels-plugin.ts'

conformance(plugin, {
  folder: join(import.meta.dirname, '..'),
  companions: [parcelsPlugin().plugin],
  samples: { 'rateable@1/finished': () => ({ subject: 'parcels:Parcel:P-1' }) },
})
