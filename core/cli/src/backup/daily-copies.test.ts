import { expect, test } from 'vitest'
import { dailyCopies, whichCopy } from './daily-copies.ts'

const names = ['vmeste-20261126T210000Z.backup', 'vmeste-20261127T210000Z.backup', 'vmeste-20261128T090000Z.backup']
const there = dailyCopies({
  list: () => Promise.resolve([...names, 'vmeste-notes.backup', 'vmeste-backups'].map((name) => ({ name, bytes: 1 }))),
})
const in_ = { place: '/backup', zone: 'Europe/Minsk' }

test('a copy is the latest, the newest of a day on the wall of the server, or one by its name', async () => {
  const copies = await there
  expect(copies.map(({ name }) => name)).toEqual(names)
  expect(whichCopy(copies, 'latest', in_).name).toBe(names[2])
  // made at midnight in Minsk
  expect(whichCopy(copies, '2026-11-27', in_).name).toBe(names[0])
  expect(whichCopy(copies, '2026-11-28', in_).name).toBe(names[2])
  expect(whichCopy(copies, names[1]!, in_).name).toBe(names[1])
})

test('what is not there is refused with what is', async () => {
  const copies = await there
  const refused = (wanted: string, from = copies) => {
    try {
      return whichCopy(from, wanted, in_).name
    } catch (error) {
      const { code, message } = error as { code: string; message: string }
      expect(code).toBe('VMESTE_BACKUP_COPY')
      return message
    }
  }
  expect(refused('2026-11-30')).toMatch(
    /3 daily copies, of 2026-11-27 to 2026-11-28, and none of 2026-11-30\. Nearest: 2026-11-27, 2026-11-28\./,
  )
  expect(refused('vmeste-20200101T000000Z.backup')).toMatch(/none called vmeste-2020/)
  expect(refused('yesterday')).toMatch(/"yesterday" is none of these: latest/)
  expect(refused('latest', [])).toMatch(/holds no daily copy/)
})
