import { expect, test } from 'vitest'
import { breaking, digestsOf, madeBy, plain, statementsOf } from './additive.ts'
import { allUnits } from './all-units.ts'
import released from './released-migrations.json' with { type: 'json' }

const known: Record<string, Record<string, string>> = released

test('migrations of the last release stand as they were released', async () => {
  const now = digestsOf(await allUnits())
  for (const [unit, migrations] of Object.entries(known)) expect(now[unit], unit).toMatchObject(migrations)
})

test('migrations since the last release only add: its hosts go on working beside the new one', async () => {
  const [before, fresh]: [string[], string[]] = [[], []]
  for (const { id, migrations } of await allUnits()) {
    for (const each of migrations)
      (known[id]?.[each.name] === undefined ? fresh : before).push(...plain(statementsOf(each)))
  }
  expect(madeBy(before).size).toBeGreaterThan(40)
  expect(breaking(fresh, madeBy(before))).toEqual([])
})

const have = madeBy(
  plain([
    'create table appeals.report (id int, text varchar(20))',
    'create function core.flush(a jsonb) returns void language sql as $$ select 1; $$',
  ]),
)

test.each([
  'drop table appeals.report',
  'drop table if exists appeals.report cascade',
  'drop function core.flush(jsonb)',
  'truncate appeals.report',
  'alter table appeals.report rename to reports',
  'alter table appeals.report rename column text to words',
  'alter table "appeals"."report" rename text to words',
  'alter table appeals.report drop column text',
  'alter table appeals.report add column a int, drop column text',
  'alter table appeals.report alter column text drop default',
  'alter table appeals.report alter column text type int',
  'alter table appeals.report alter text set data type int',
  'alter table appeals.report alter column text set not null',
  'alter table appeals.report add column must text not null',
  'alter table appeals.report add constraint one unique (text)',
  'alter table appeals.report drop constraint report_pkey',
  'alter function core.flush(jsonb) rename to flush_all',
  'alter table appeals.report set schema civic',
  'create unique index one on appeals.report (text)',
  'create table appeals.more (a int); drop table appeals.report',
])('is seen: %s', (statement) => {
  expect(breaking(plain([statement]), have)).toHaveLength(1)
})

test.each([
  'alter table appeals.report add column may text',
  `alter table appeals.report add column must text not null default 'drop column'`,
  'create table appeals.more (must text not null)',
  'create index more on appeals.report (text)',
  'alter table appeals.report add column key uuid; create unique index one on appeals.report (key) where key is not null',
  'create or replace function core.flush(a jsonb) returns void language sql as $$ select 1; drop table appeals.report $$',
  `comment on table appeals.report is 'drop table appeals.report'`,
  'create table appeals.more (a int); alter table appeals.more rename to less; drop table appeals.less',
  'alter table appeals.report alter column text drop not null',
  '-- drop table appeals.report\ncreate table appeals.more (a int)',
  'alter table appeals.report drop constraint report_state_check, add constraint report_state_check check (true)',
])('is let through: %s', (statement) => {
  expect(breaking(plain([statement]), have)).toEqual([])
})
