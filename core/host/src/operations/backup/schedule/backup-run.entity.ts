import { defineEntity, p } from '@vmeste/sdk/storage'

export const BackupRunEntity = defineEntity({
  name: 'BackupRun',
  schema: 'core',
  tableName: 'backup_run',
  properties: {
    kind: p.text().primary(),
    target: p.text().nullable(),
    leasedBy: p.uuid().nullable(),
    leasedUntil: p.datetime(3).nullable(),
    succeededAt: p.datetime(3).nullable(),
    failedAt: p.datetime(3).nullable(),
    failureCode: p.text().nullable(),
    failures: p.integer().default(0),
    bytes: p.bigint().nullable(),
    tookMs: p.integer().nullable(),
    detail: p.json().defaultRaw(`'{}'`),
  },
})
