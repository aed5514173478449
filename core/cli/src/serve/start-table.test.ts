import { expect, test } from 'vitest'
import { startTable } from './start-table.ts'

test('labels stand in one column over all sections, and an empty section leaves no trace', () => {
  expect(
    startTable('Vmeste is ready', [
      {
        rows: [
          ['Portal', 'http://localhost:3000/'],
          ['Жодино', 'http://localhost:3000/c/zhodino/'],
        ],
      },
      { title: 'Accounts', rows: [] },
      { title: 'Data', rows: [['Database', '/srv/vmeste/postgres']] },
    ]),
  ).toBe(
    [
      '',
      '  Vmeste is ready',
      '',
      '  Portal    http://localhost:3000/',
      '  Жодино    http://localhost:3000/c/zhodino/',
      '',
      '  Data:',
      '  Database  /srv/vmeste/postgres',
      '',
      '',
    ].join('\n'),
  )
})
