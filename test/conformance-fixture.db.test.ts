import { join } from 'node:path'
import { conformance } from '@vmeste/testkit/conformance'
import parking from '../web/fixtures/parking/src/plugin.ts'
import { root } from './workspace.ts'

conformance(parking, { folder: join(root, 'web/fixtures/parking') })
