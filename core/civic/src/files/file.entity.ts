import type { PictureArea } from '@vmeste/sdk'
import { defineEntity, p, type Generated } from '@vmeste/sdk/storage'
import type { FileAsideTables } from './file-aside.entity.ts'

/** One photo that is kept: the pictures lie on disk, named by city and id. */
export const FileEntity = defineEntity({
  name: 'File',
  schema: 'civic',
  tableName: 'file',
  indexes: [
    {
      name: 'file_orphan_index',
      expression: 'create index file_orphan_index on civic.file (city, uploaded_at) where subject is null',
    },
    {
      name: 'file_subject_index',
      expression: 'create index file_subject_index on civic.file (city, subject) where subject is not null',
    },
  ],
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    /** Made by the sender: sent again, it is the same file. */
    id: p.uuid().primary(),
    /** Of the upload as it came; what is kept differs. */
    sha256: p.text(),
    width: p.integer(),
    height: p.integer(),
    bytes: p.integer(),
    subject: p.text().nullable(),
    uploader: p.text().nullable(),
    uploadedAt: p.datetime(3),
    shown: p.boolean().default(true),
    covered: p.json().defaultRaw(`'[]'`),
  },
})

/** The table as queries see it; the city is set and filtered by the database. */
export interface FileTables extends FileAsideTables {
  file: {
    id: string
    sha256: string
    width: number
    height: number
    bytes: number
    /** `module:Type:id`; nothing until a case takes it. */
    subject: string | null
    /** Key of the person; nothing for guests. */
    uploader: string | null
    uploaded_at: Date
    /** Whether links for everybody lead anywhere. */
    shown: Generated<boolean>
    /** Painted out for everybody but holders. */
    covered: Generated<readonly PictureArea[]>
  }
}
