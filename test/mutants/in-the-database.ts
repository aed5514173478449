import type { Mutation } from './caught-by.ts'

const plugin = 'src/plugin.ts',
  graph = 'src/graph.ts',
  storage = 'src/storage.ts'
const more = (statements: string): readonly [string, string, string] => [
  storage,
  "    for (const table of ['tree'",
  `${statements}\n    for (const table of ['tree'`,
]
const add = (sql: string): string => `    this.addSql(\`${sql}\`)`
const secured = (table: string): string =>
  `    for (const statement of rowLevelSecurity('trees.${table}')) this.addSql(statement)`
const key = 'city int not null default core.current_city(), id uuid not null, primary key (city, id)'
const again = /same event again|rolled back and run again|left no trace|could be made up/

/** Handlers that are wrong in ways of their own, all in one module. */
const handlers = `import { Notifications, on, uuidv7, z, type Ctx } from '@vmeste/sdk'
import { sql, type CityTransaction } from '@vmeste/sdk/storage'

const storm = z.object({ street: z.string() })
const inspect = (tx: CityTransaction, event: string) =>
  tx.run(sql\`insert into trees.inspection (event, street) values (\${event}, 'x')
    on conflict do nothing returning event\`)
const about = { lang: 'ru', subject: 'Осмотр', text: 'x', about: 'trees:Tree:x' } as const
const letter = (ctx: Ctx, tx: CityTransaction, event: string) =>
  ctx.use(Notifications).send(tx, { event, to: { person: 'a|gardener' }, ...about })

export const careless = [
  on('weather.storm.passed@1', storm, async (_ctx, event, tx) => {
    await tx.run(sql\`insert into trees.inspection (event, street) values (\${event.id}, 'x')
      on conflict (city, event) do update set times = inspection.times + 1\`)
  }, { name: 'counts up' }),
  on('weather.storm.passed@1', storm, async (_ctx, _event, tx) => { await inspect(tx, uuidv7()) }, { name: 'has a key of its own' }),
  on('weather.storm.passed@1', storm, async (ctx, _event, tx) => { await letter(ctx, tx, uuidv7()) }, { name: 'writes a second letter' }),
  on('weather.storm.passed@1', storm, async (_ctx, event, tx) => {
    await inspect(tx, event.id)
    tx.emit({ type: 'trees.inspection.due@1', subject: 'trees:Tree:x', data: { street: 'x' } })
  }, { name: 'tells it again' }),
  on('weather.storm.passed@1', storm, async (ctx, event, tx) => {
    if ((await inspect(tx, event.id)).length > 0) await ctx.db.transaction((own) => inspect(own, uuidv7()))
  }, { name: 'acts outside of its transaction' }),
  on('weather.storm.passed@1', storm, async () => undefined, { name: 'does nothing that shows' }),
  on('weather.storm.passed@1', z.object({ code: z.string().regex(/^[A-Z]{3}-[0-9]$/) }), async () => undefined,
    { name: 'asks for what nobody can make up' }),
]
`
const careless = (name: string, message: RegExp, fix: RegExp) => ({
  rule: 'bronze/idempotent',
  culprit: `handler "${name}"`,
  message,
  fix,
})

/**
 * What shows in a database only: tables, a running host, deliveries. Several mistakes share a module, for each costs a
 * database or a host.
 */
export const inTheDatabase: readonly (Mutation & { readonly rules: readonly string[] })[] = [
  {
    name: 'tables outside the schema, without a city, without its wall, and other than the entities say',
    rules: ['bronze/own-schema', 'bronze/row-security', 'bronze/tables-agree'],
    edits: [
      more(
        [
          add('create table public.spare (id int primary key)'),
          add("create function civic.trees() returns int language sql as 'select 1'"),
          add(`create table trees.open (${key})`),
          add(`create table trees.loose (${key})`),
          secured('loose'),
          add('alter table trees.loose no force row level security'),
          add(`create table trees.wide (${key})`),
          secured('wide'),
          add('create policy everybody on trees.wide using (true)'),
          add(`create table trees.shared (${key}, name text not null unique)`),
          secured('shared'),
          add('create table trees.nobody (id uuid primary key)'),
        ].join('\n'),
      ),
      [storage, 'street: p.text(),\n  },\n})\nconst', 'street: p.text(),\n    height: p.integer(),\n  },\n})\nconst'],
    ],
    caught: [
      {
        rule: 'bronze/own-schema',
        culprit: 'table public.spare',
        message: /outside the module’s schema/,
        fix: /in "trees"/,
      },
      {
        rule: 'bronze/own-schema',
        culprit: 'function civic.trees()',
        message: /outside the module’s schema/,
        fix: /called, not changed/,
      },
      {
        rule: 'bronze/row-security',
        culprit: 'table trees.open',
        message: /not enabled/,
        fix: /rowLevelSecurity\('trees.open'\)/,
      },
      { rule: 'bronze/row-security', culprit: 'table trees.loose', message: /not forced/, fix: /rowLevelSecurity/ },
      {
        rule: 'bronze/row-security',
        culprit: 'policy "everybody" on trees.wide',
        message: /shows true/,
        fix: /rowLevelSecurity/,
      },
      {
        rule: 'bronze/row-security',
        culprit: 'shared_name_key on trees.shared',
        message: /leaves out the city/,
        fix: /put city/,
      },
      { rule: 'bronze/row-security', culprit: 'table trees.nobody', message: /no city/, fix: /add city/ },
      { rule: 'bronze/tables-agree', culprit: 'trees.tree', message: /"height"/, fix: /migration/ },
    ],
  },
  {
    name: 'a neighbour’s table changed, and a migration that never rests',
    rules: ['bronze/migrations', 'bronze/own-schema'],
    edits: [
      more(add('alter table civic.topic add column if not exists tree text')),
      [
        storage,
        'migrations: [',
        'migrations: [{ get name() { return `0000-${crypto.randomUUID()}` }, class: Restless }, ',
      ],
      [
        storage,
        'class Trees',
        'class Restless extends Migration { override up(): void { this.addSql(`select 1`) } }\n\nclass Trees',
      ],
    ],
    caught: [
      {
        rule: 'bronze/own-schema',
        culprit: 'table civic.topic',
        message: /belongs to somebody else/,
        fix: /in "trees"/,
      },
      {
        rule: 'bronze/migrations',
        culprit: 'migration trees/0001-trees',
        message: /must be owner of table topic|permission denied/,
        fix: /own schema/,
      },
      {
        rule: 'bronze/migrations',
        culprit: /^migration trees\/0000-/,
        message: /applied it again/,
        fix: /name of its own/,
      },
    ],
  },
  {
    name: 'a migration that fails',
    rules: ['bronze/migrations', 'bronze/row-security'],
    edits: [more(add('create tabel trees.spare (id int)'))],
    caught: [{ rule: 'bronze/migrations', culprit: 'migration trees/0001-trees', message: /syntax error/, fix: /./ }],
  },
  {
    name: 'a resolver and a job that throw, an event nobody declared, and handlers that are not idempotent',
    rules: ['bronze/answers', 'bronze/idempotent'],
    edits: [
      ['src/careless.ts', '', handlers],
      [plugin, 'import { storage }', "import { careless } from './careless.ts'\nimport { storage }"],
      [plugin, 'subscribes: [', 'subscribes: [...careless, '],
      [graph, 'const all', "if (street === undefined) throw new TypeError('no street')\n      const all"],
      [graph, 'trees.tree.planted@1', 'trees.tree.felled@1'],
      [plugin, 'from trees.tree`', 'from trees.wood`'],
    ],
    caught: [
      { rule: 'bronze/answers', culprit: 'root field "trees"', message: /no street/, fix: /Problem/ },
      {
        rule: 'bronze/answers',
        culprit: 'root field "plantTree"',
        message: /VMESTE_EVENT_UNDECLARED/,
        fix: /add the event to emits/,
      },
      { rule: 'bronze/answers', culprit: 'job "count"', message: /trees\.wood/, fix: /./ },
      careless('counts up', /changes trees\.inspection/, /counting up/),
      careless('has a key of its own', /changes trees\.inspection/, /event’s id/),
      careless('writes a second letter', /changes civic\.notification/, /event’s id/),
      careless('tells it again', /changes core\.outbox/, /return when it is there/),
      careless(
        'acts outside of its transaction',
        /rolled back and run again, it leaves 3 rows in trees\.inspection; run once, 2/,
        /tx it is given/,
      ),
      careless('does nothing that shows', again, /samples/),
      careless('asks for what nobody can make up', again, /samples/),
    ],
  },
  {
    name: 'a module that empties itself when it is switched off',
    rules: ['bronze/switching'],
    edits: [
      [
        plugin,
        'subscribes: [',
        `subscribes: [on('core.city.changed@1', z.looseObject({}), async (_ctx, _event, tx) => {
          await tx.run(sql\`delete from trees.tree\`)
        }), `,
      ],
    ],
    caught: [
      {
        rule: 'bronze/switching',
        culprit: 'table trees.tree',
        message: /switched on again, it has 0 rows instead of 1/,
        fix: /keep the data/,
      },
    ],
  },
]
