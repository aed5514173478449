import type pg from 'pg'
import { backupState, type BackupState } from '../../backup/schedule/backup-state.ts'
import type { BackupFacts } from '../facts/facts.ts'

/** Where copies go, as `VMESTE_BACKUP` says. */
export type BackupTarget = Parameters<typeof backupState>[1]

/** How the copies went last; one kind that fails is told even while the daily file is made. */
export async function readBackup(core: Pick<pg.Pool, 'query'>, target: BackupTarget): Promise<BackupFacts> {
  const { configured, lastSuccess, lastFailure, pointInTime, byHand, setSince, unwritten }: BackupState =
    await backupState(core, target)
  return {
    configured,
    lastAt: lastSuccess ?? null,
    byHandAt: byHand ?? null,
    setSince: setSince ?? null,
    ...(unwritten ? { unwritten } : {}),
    error: (lastFailure ?? pointInTime?.log?.lastFailure ?? pointInTime?.base?.lastFailure)?.code ?? null,
  }
}
