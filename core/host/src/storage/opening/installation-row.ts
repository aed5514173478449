import type pg from 'pg'

/** What a database says of the installation it belongs to. */
export interface InstallationRow {
  readonly id: string
  /** Null: the owner of the database lets the next start bring another secret. */
  readonly fingerprint: string | null
  /** Whether the data folder has once been told whose it is. */
  readonly dataNoted: boolean
  /** Version of the platform that migrated last. */
  readonly migratedBy: string
}

/** @param owner connected as the database's owner */
export async function readInstallationRow(owner: pg.Client): Promise<InstallationRow | undefined> {
  const {
    rows: [there],
  } = await owner.query<{ yes: boolean }>(`select to_regclass('core.installation') is not null as yes`)
  if (!there?.yes) return undefined
  const {
    rows: [row],
  } = await owner.query<InstallationRow>(
    `select id, fingerprint, data_noted as "dataNoted", migrated_by as "migratedBy" from core.installation`,
  )
  return row
}
