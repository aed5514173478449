import { dirname, join } from 'node:path'
import { ChainFile } from '@vmeste/host/point-in-time'

/** What is known of the chain that is being written, beside the log. */
export const chainFileOf = (archiveFolder: string): ChainFile =>
  new ChainFile(join(dirname(archiveFolder), 'point-in-time.json'))
