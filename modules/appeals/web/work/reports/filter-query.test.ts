import { expect, test } from 'vitest'
import { filterOf, queryOf, reportsPath } from './filter-query.ts'

const now = Date.UTC(2026, 3, 16, 6)

test('a figure’s filter survives the address unchanged', () => {
  const filters = [
    { open: true },
    { open: true, dueBefore: '2026-04-16T06:00:00.000Z' },
    { confirmedFrom: '2026-03-17T06:00:00.000Z', confirmedBefore: '2026-04-16T06:00:00.000Z', status: ['CONFIRMED'] },
    { reopenedFrom: '2026-03-17T06:00:00.000Z', reopenedBefore: '2026-04-16T06:00:00.000Z' },
    {
      department: ['HOUS', 'ROAD'],
      topic: 'YARD',
      territory: 'S',
      search: 'Советская, 12',
      dueState: ['PROVISIONAL'],
      triage: true,
      photosToCheck: true,
    },
  ]
  for (const filter of filters) {
    const address = new URL(reportsPath(filter), 'https://vmeste.example')
    expect(filterOf(Object.fromEntries(address.searchParams), now)).toEqual(filter)
    expect(Object.fromEntries(address.searchParams)).toEqual(queryOf(filter))
  }
})

test('what a person chooses counts from now', () => {
  expect(filterOf({ overdue: 'yes', days: '30' }, now)).toEqual({
    open: true,
    dueBefore: '2026-04-16T06:00:00.000Z',
    createdFrom: '2026-03-17T06:00:00.000Z',
  })
})

test('nonsense in an address is left out', () => {
  expect(
    filterOf(
      {
        status: 'CONFIRMED,HACKED',
        open: 'maybe',
        dueBefore: 'soon',
        days: '-3',
        department: ',',
        search: '  ',
        other: 'x',
        topic: ['A', 'B'],
      },
      now,
    ),
  ).toEqual({ status: ['CONFIRMED'] })
})
