import { expect, test } from 'vitest'
import { checkStatement } from './check-statement.ts'

test.each([
  'select 1',
  '  -- a word before\n/* and\none more */ with a as (select 1) select * from a',
  '(select 1) union (select 2)',
  'insert into t values ($1)',
  'update t set a = 1',
  'explain analyze select 1',
  'savepoint one',
  'release one',
  'rollback to one',
  'ROLLBACK WORK TO SAVEPOINT one',
  'select reset_at, settings from t',
])('%s', (text) => {
  expect(checkStatement(text)).toBe(false)
})

test('several statements in one text are left to the server to refuse', () => {
  expect(checkStatement(`select string_agg(a, '; ') from t`)).toBe(true)
})

test.each([
  `set app.city = '2'`,
  `/* select */ set local app.city = '2'`,
  'reset all',
  'discard all',
  `do $$ begin perform 1; end $$`,
  `execute p`,
  `prepare p as select 1`,
  'call f()',
  'listen vmeste_city',
  'copy t to stdout',
  `create function pg_temp.f() returns int language sql as 'select 1'`,
  `select set_config('app.city', '2', false)`,
  `select pg_catalog . SET_CONFIG ('app.' || 'city', '2', false)`,
  `update pg_settings set setting = '2' where name = 'app.city'`,
  `select U&"\\0073et_config"('app.city', '2', false)`,
  `select query_to_xml('select set_' || 'config(1)', true, true, '')`,
  `select ts_stat('select 1')`,
  `notify vmeste_live`,
  `select pg_notify('vmeste_live', 'x')`,
  `select PG_CATALOG."pg_notify"('vmeste_city', '1')`,
  'begin',
  'start transaction',
  'set transaction read only',
  'commit',
  'commit and chain',
  'end',
  'abort',
  'rollback',
  ' rollback and chain',
  '/* a */ commit',
  "prepare transaction 'a'",
  `select lo_from_bytea(0, 'x')`,
  `select lowrite(1, 'x')`,
  `/* /* */ select */ set app.city = '2'`,
  `-- a\rset app.city = --\nvalues`,
  `select "set_config"('app.city', '2', false)`,
  `select U&"set\\005fconfig"('app.city', '2', false)`,
  `select 1,U&"!0073et_config" uescape '!' ('app.city', '2', false)`,
  `select pg_catalog."set_config"(U&'\\0061pp.city', '2', false)`,
  `select * from crosstab('select set_' || 'config(1)')`,
  `do E'\\x65'`,
  `/* a */ execute p`,
  `PREPARE p as select 1`,
  'deallocate all',
  `select pg_advisory_lock(1)`,
  `select pg_try_advisory_xact_lock_shared(1, 2)`,
  `select pg_advisory_unlock_all()`,
])('%s is refused', (text) => {
  expect(() => checkStatement(text)).toThrow(expect.objectContaining({ code: 'VMESTE_SQL_REFUSED' }))
})
