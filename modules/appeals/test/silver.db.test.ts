import { join } from 'node:path'
import { silver } from '@vmeste/testkit/silver'
import plugin from '../src/plugin.ts'
import { furnishing } from './furnish.ts'

silver(plugin, { folder: join(import.meta.dirname, '..'), furnishing })
