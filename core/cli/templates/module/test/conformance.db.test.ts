import { join } from 'node:path'
import { conformance } from '@vmeste/testkit/conformance'
import plugin from '../src/plugin.ts'

/** What the platform promises of every module, one test a rule; a failure says who broke it and what to do. */
conformance(plugin, {
  folder: join(import.meta.dirname, '..'),
  // an event at which the handler has something to do, so that delivering it twice proves something
  samples: {
    'appeals.report.routed@1': () => ({
      data: { report: '0198c0de-0000-7000-8000-000000000001', number: 'УЗ-С-7', topic: 'ANIM.STRAY' },
    }),
  },
})
