import { join } from 'node:path'
import { conformance } from '@vmeste/testkit/conformance'
import plugin from '../src/plugin.ts'
import { eventSamples } from './event-samples.ts'

conformance(plugin, { folder: join(import.meta.dirname, '..'), samples: eventSamples })
