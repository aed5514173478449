import { expect, test } from 'vitest'
import type { BackupFacts } from '../facts/facts.ts'
import { backupCheck } from './of-backup.ts'

const at = new Date('2026-11-30T09:00:00Z')

test('a backup by hand counts for the age, and the first of a schedule is waited for', () => {
  const ago = (hours: number) => new Date(at.getTime() - hours * 3_600_000)
  const line = (backup: Partial<BackupFacts>) => {
    const { state, text } = backupCheck({ at, backup: { configured: true, lastAt: null, error: null, ...backup } })
    return [state, text.en]
  }
  expect(line({})).toEqual(['fail', 'There is none yet.'])
  expect(line({ setSince: ago(0.5) })).toEqual(['warn', 'The first one is on its way.'])
  expect(line({ setSince: ago(4) })).toEqual(['fail', 'There is none yet.'])
  expect(line({ setSince: ago(0.5), error: 'VMESTE_BACKUP_TARGET_FULL' })).toEqual([
    'fail',
    'There is none yet. The last try failed: VMESTE_BACKUP_TARGET_FULL.',
  ])
  expect(line({ byHandAt: ago(5), setSince: ago(4) })).toEqual([
    'warn',
    'Made by hand 5 h ago. None by the schedule yet.',
  ])
  expect(line({ byHandAt: ago(5), lastAt: ago(40) })).toEqual([
    'warn',
    'Made by hand 5 h ago. By the schedule 40 h ago.',
  ])
  expect(line({ byHandAt: ago(5), lastAt: ago(20) })).toEqual(['ok', 'Made by hand 5 h ago. By the schedule 20 h ago.'])
  expect(line({ byHandAt: ago(20), lastAt: ago(5) })).toEqual(['ok', 'The last one is 5 h old.'])
  expect(line({ byHandAt: ago(30), lastAt: ago(40) })).toEqual([
    'fail',
    'Made by hand 30 h ago. By the schedule 40 h ago.',
  ])
  expect(line({ configured: false, byHandAt: ago(5) })).toEqual([
    'warn',
    'Made by hand 5 h ago. Nothing makes them on its own.',
  ])
  expect(line({ lastAt: at })).toEqual(['ok', 'The last one is 0 s old.'])
  const book = (code: string, away: boolean) => [{ file: '/backup/erasures', code, away }]
  const old = 'The last one is 0 s old. Who was erased is not written down beside the copies: /backup/erasures'
  expect(line({ lastAt: at, unwritten: book('ENOENT', true) })).toEqual(['warn', `${old} (ENOENT).`])
  expect(line({ lastAt: at, unwritten: [...book('EACCES', false), ...book('ENOENT', true)] })).toEqual([
    'fail',
    `${old} (EACCES), /backup/erasures (ENOENT).`,
  ])
})
