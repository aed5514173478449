import type { Ready } from './readiness.ts'

/**
 * What pages may expect of the ground under them: `firm`; `silent`, nothing can be read; `mute`, all can be read and
 * nothing kept; `no-photos`, all but photos can be kept.
 */
export type Ground = 'firm' | 'silent' | 'mute' | 'no-photos'

export function groundOf({ database, files }: Pick<Ready, 'database' | 'files'>): Ground {
  if (database === 'read-only' || database === 'full' || database === 'forbidden') return 'mute'
  if (database !== 'ok') return 'silent'
  return files === 'ok' ? 'firm' : 'no-photos'
}
