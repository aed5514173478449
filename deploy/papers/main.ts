import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { capacityPages, withCapacity } from './capacity/write-page.ts'
import { makeNotice } from './notice/make-notice.ts'
import { personalDataPage, withPersonalData } from './personal-data/write-page.ts'

/**
 * `npm run papers`: writes anew what is written from the code, after a package or a declaration has come, gone or
 * changed.
 */
const root = join(import.meta.dirname, '../..')
const written: string[] = []
for (const [file, text] of [
  ['NOTICE', makeNotice(root)],
  [personalDataPage, withPersonalData(root)],
  [capacityPages.en, withCapacity(root, 'en')],
  [capacityPages.ru, withCapacity(root, 'ru')],
] as const) {
  await writeFile(join(root, file), text)
  written.push(`${file}: ${text.split('\n').length} lines`)
}
console.log(written.join('\n'))
