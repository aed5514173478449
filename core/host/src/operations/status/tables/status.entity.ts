import { defineEntity, p } from '@vmeste/sdk/storage'

const HostStatus = defineEntity({
  name: 'HostStatus',
  schema: 'core',
  tableName: 'host_status',
  properties: {
    host: p.uuid().primary(),
    startedAt: p.datetime(3),
    seenAt: p.datetime(3),
    version: p.text(),
    clockMs: p.bigint(),
    mailError: p.text().nullable(),
    mailErrorAt: p.datetime(3).nullable(),
    mailSentAt: p.datetime(3).nullable(),
    resting: p.json(),
  },
})

const JobRun = defineEntity({
  name: 'JobRun',
  schema: 'core',
  tableName: 'job_run',
  properties: {
    job: p.text().primary(),
    cron: p.text(),
    knownSince: p.datetime(3),
    seenAt: p.datetime(3),
    lastAt: p.datetime(3).nullable(),
    lastError: p.text().nullable(),
  },
})

const DiskReading = defineEntity({
  name: 'DiskReading',
  schema: 'core',
  tableName: 'disk_reading',
  properties: { day: p.date().primary(), usedBytes: p.bigint(), databaseBytes: p.bigint() },
})

const RedLine = defineEntity({
  name: 'RedLine',
  schema: 'core',
  tableName: 'red_line',
  properties: { id: p.text().primary(), since: p.datetime(3), toldAt: p.datetime(3).nullable(), tryAt: p.datetime(3) },
})

export const statusEntities = [HostStatus, JobRun, DiskReading, RedLine]
