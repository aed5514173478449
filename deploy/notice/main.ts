import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeNotice } from './make-notice.ts'

/** `npm run notice`: writes `NOTICE` anew, after a package has come, gone or changed. */
const root = join(import.meta.dirname, '../..')
const text = makeNotice(root)
await writeFile(join(root, 'NOTICE'), text)
console.log(`NOTICE: ${text.split('\n').length} lines`)
