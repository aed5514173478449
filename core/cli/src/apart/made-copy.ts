import type { WholeCopy } from '@vmeste/host/backup-schedule'
import type { StepFault } from './run-apart.ts'

/** What a copy that was made apart comes to. */
export interface MadeCopy extends WholeCopy {
  readonly alarm?: StepFault
}
