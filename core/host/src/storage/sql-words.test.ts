import { expect, test } from 'vitest'
import { forbiddenIn } from './read-body.ts'
import { callsIn, sqlWords, withoutLeading } from './sql-words.ts'

const bodyFault = (body: string, language = 'plpgsql') => {
  const words = sqlWords(body)
  return words ? forbiddenIn(words, language) : 'hidden'
}

test.each([
  [
    `select 'a''b', E'a\\\\d\\n', $$ do 'x' $$, $a$ $$ $a$, "quo""ted" /* a /* b */ c */ -- d`,
    ['select', '', ',', '', ',', '', ',', '', ',', 'quo"ted'],
  ],
  ['for i in 1..10', ['for', 'i', 'in', '', '.', '.', '']],
  ['A$b := $1::Int8[2]', ['a$b', ':=', '', ':', ':', 'int8', '[', '', ']']],
  ['1.5e-3 + .5', ['', '+', '.', '']],
])('%s is taken apart as PostgreSQL does', (source, words) => {
  expect(sqlWords(source)?.map(({ is }) => is)).toEqual(words)
})

test.each([
  `select E'\\x65'`,
  `select E'\\145'`,
  `select e'\\u0065'`,
  `select E'it\\'s'`,
  `select U&'\\0065'`,
  `select U&"\\0065"()`,
  `select N'a'`,
  `select 'a'\n'b'`,
  `select E'a' -- c\n'\\x65'`,
  `select 'a`,
  '/* /* */',
  '$a$ $b$',
  '""',
  `1.e'\\''`,
])('%s could hide words', (source) => {
  expect(sqlWords(source)).toBeUndefined()
})

test('what is called is known however it is written', () => {
  expect(
    callsIn(sqlWords(`select SET_CONFIG ('a'), pg_catalog . /* x */ "set_config"('b'), x."f"(1), "Set"(2), a + (1)`)!),
  ).toEqual([
    { name: 'set_config' },
    { schema: 'pg_catalog', name: 'set_config' },
    { schema: 'x', name: 'f' },
    { name: 'Set' },
  ])
})

test.each([
  ['begin return query select * from t; end'],
  [
    `declare n int := 0; note text; begin <<outer>> for i in 1..10 loop n := n + i; exit outer when n > 5; end loop outer; if n = 1 then return 1; elsif n > 2 then null; else n = 2; end if; new.note = 'x'; list[1] := 2; return n; end`,
  ],
  [
    `begin insert into t as s (a) values (1) on conflict (a) do update set a = s.a + 1; insert into t values (1)
      on conflict do nothing; update t set a = case when b then 'x' else c end
      where a >> 2 = 1; perform f(); return new; exception when others then raise exception 'no % do', 1
      using errcode = 'P0001'; end`,
  ],
  [
    `#variable_conflict use_column\nbegin select a into strict b from t for update; get diagnostics n = row_count; case n
      when 1 then delete from t; else raise notice 'x'; end case; begin
      merge into t using u on true when matched then update set a = 1
      when not matched then insert values (1); exception when unique_violation then null; end; end`,
  ],
])('a function may do so: %s', (body) => {
  expect(bodyFault(body)).toBeUndefined()
})

test.each([
  ['begin set app.city = 2; end', 'set'],
  ['begin if true then set local app.city = 2; end if; end', 'set'],
  ['begin if true then null; else reset app.city; end if; end', 'reset'],
  ['begin loop set app.city = 2; end loop; end', 'set'],
  [`select case when true then declare end from (select 1 as declare) q; set app.city = '2'; begin`, 'set'],
  [`begin do 'x'; end`, 'do'],
  [`begin do language plpgsql $$ begin end $$; end`, 'do'],
  [`begin execute t; end`, 'execute'],
  [`begin return query execute 'a'; end`, 'execute'],
  [`begin for r in execute t loop null; end loop; end`, 'execute'],
  [`begin open c for execute t; end`, 'execute'],
  [`begin for r in explain analyze select 1 loop null; end loop; end`, 'explain'],
  ['begin alter table t no force row level security; end', 'alter'],
  ['begin truncate t; end', 'truncate'],
  ['begin commit; end', 'commit'],
  ['begin lock table t; end', 'lock'],
  ['begin notify x; end', 'notify'],
  ['begin call p(); end', 'call'],
  ['begin comment on table t is 1; end', 'comment'],
  ['begin security label on table t is 1; end', 'security'],
  ['begin case 1 when 1 then discard all; end case; end', 'discard'],
  [`begin <<a>> begin set app.city = '2'; end; end`, 'set'],
  [`begin E'\\x65'; end`, 'hidden'],
])('a function may not: %s', (body, word) => {
  expect(bodyFault(body)).toBe(word)
})

test('a function of sql reads and writes rows', () => {
  expect(
    bodyFault(
      `insert into t values (1) on conflict do nothing; (select 1) union table t; with a as (delete from t returning *) select * from a`,
      'sql',
    ),
  ).toBeUndefined()
  expect(bodyFault('BEGIN ATOMIC INSERT INTO t VALUES (1); SELECT 1; END', 'sql')).toBeUndefined()
  for (const [body, word] of [
    ['select * into t2 from t', 'select into'],
    ['select 1; alter table t disable row level security', 'alter'],
    [`set app.city = '2'`, 'set'],
    ['reset all', 'reset'],
    ['show all', 'show'],
    ['perform f()', 'perform'],
  ] as const) {
    expect(bodyFault(body, 'sql'), body).toBe(word)
  }
})

test('a first word behind comments is found where PostgreSQL finds it', () => {
  expect(withoutLeading('/* /* */ select */ -- x\r set a')).toBe('set a')
  expect(withoutLeading(' \n; ; commit', /;/y)).toBe('commit')
  expect(withoutLeading('/* without end')).toBe('/* without end')
})
