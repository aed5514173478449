import type { Mutation } from './caught-by.ts'

const plugin = 'src/plugin.ts',
  graph = 'src/graph.ts'

/** What can be seen without a database: definition, graph, texts, sources, contract. */
export const inWords: readonly Mutation[] = [
  {
    name: 'a naked root field',
    edits: [[graph, '[Tree!] @public', '[Tree!]']],
    caught: [
      {
        rule: 'bronze/guarded',
        culprit: 'Query.trees',
        message: /VMESTE_GRAPH_FIELD_UNGUARDED/,
        fix: /@public and @allow/,
      },
    ],
  },
  {
    name: 'a field kept by somebody else’s permission',
    edits: [[graph, '"trees.plant"', '"civic.topics.edit"']],
    caught: [
      {
        rule: 'bronze/guarded',
        culprit: 'Mutation.plantTree',
        message: /civic\.topics\.edit/,
        fix: /declare the permission/,
      },
    ],
  },
  {
    name: 'an open route that says nothing',
    edits: [[plugin, 'uses: [', `routes: [{ method: 'GET', path: '/list', handle: async () => ({}) }], uses: [`]],
    caught: [{ rule: 'bronze/guarded', culprit: 'GET /list', message: /neither open/, fix: /exactly one/ }],
  },
  {
    name: 'a missing text',
    edits: [[plugin, "be: 'Саджаць дрэвы'", "be: ''"]],
    caught: [
      {
        rule: 'bronze/texts',
        culprit: 'permission "trees.plant"',
        message: /no text in "be"/,
        fix: /all three languages/,
      },
    ],
  },
  {
    name: 'Russian where Belarusian should stand',
    edits: [[plugin, "be: 'Дрэвы'", "be: 'Лиственные'"]],
    caught: [
      {
        rule: 'bronze/texts',
        culprit: 'title',
        message: /letters that Belarusian does not know/,
        fix: /all three languages/,
      },
    ],
  },
  {
    name: 'another word for a thing that has one',
    edits: [['web/i18n/ru.json', '"Деревья"', '"Сервис деревьев"']],
    caught: [{ rule: 'bronze/terms', culprit: 'web/i18n: title', message: /it says «сервис»/, fix: /docs\/words\.md/ }],
  },
  {
    name: 'a number without its forms',
    edits: [
      [plugin, "be: 'Саджаць дрэвы'", "be: 'Саджаць: {n} дрэвы'"],
      [plugin, "ru: 'Сажать деревья'", "ru: 'Сажать: {n} деревья'"],
      [plugin, "en: 'Plant trees'", "en: 'Plant: {n}'"],
    ],
    caught: [
      {
        rule: 'bronze/terms',
        culprit: /^src\/plugin\.ts:\d+$/,
        message: /right for some numbers only/,
        fix: /docs\/words\.md/,
      },
    ],
  },
  {
    name: 'a missing text of a page',
    edits: [['web/i18n/be.json', '"title": "Дрэвы", ', '']],
    caught: [{ rule: 'bronze/web-texts', culprit: 'web/i18n: title', message: /no text in "be"/, fix: /be\.json/ }],
  },
  {
    name: 'a gap that one language forgets',
    edits: [['web/i18n/en.json', '{n} tree | {n} trees', 'one tree | many trees']],
    caught: [
      {
        rule: 'bronze/web-texts',
        culprit: 'web/i18n: counted',
        message: /in "en" it has the gaps none/,
        fix: /same gaps/,
      },
    ],
  },
  {
    name: 'a plural form too few',
    edits: [['web/i18n/ru.json', ' | {n} деревьев', '']],
    caught: [
      {
        rule: 'bronze/web-texts',
        culprit: 'web/i18n: counted',
        message: /2 plural forms; 3 or 4/,
        fix: /plural forms/,
      },
    ],
  },
  {
    name: 'a key without a text',
    edits: [['web/words.ts', "say('title')", "say('heading')"]],
    caught: [{ rule: 'bronze/web-texts', culprit: 'web/words.ts:4', message: /"heading"/, fix: /add the text/ }],
  },
  {
    name: 'a cross-module import',
    edits: [
      [graph, 'import type { Tables }', "import type appeals from '@vmeste/appeals'\nimport type { Tables }"],
      [graph, 'export const typeDefs', 'export type Neighbour = typeof appeals\nexport const typeDefs'],
    ],
    caught: [{ rule: 'bronze/imports', culprit: 'src/graph.ts:2', message: /@vmeste\/appeals/, fix: /capability/ }],
  },
  {
    name: 'a neighbour’s files by their path',
    edits: [
      [
        graph,
        'import type { Tables }',
        "export type { weather } from '../../weather/plugin.ts'\nimport type { Tables }",
      ],
    ],
    caught: [{ rule: 'bronze/imports', culprit: 'src/graph.ts:2', message: /reaches out/, fix: /own folder/ }],
  },
  {
    name: 'a neighbour in the dependencies',
    edits: [['package.json', '"dependencies": {', '"dependencies": {\n    "@example/weather": "1.0.0",']],
    caught: [
      {
        rule: 'bronze/imports',
        culprit: 'package.json: @example/weather',
        message: /plain libraries/,
        fix: /take "@example\/weather" out/,
      },
    ],
  },
  {
    name: 'a library that is not declared',
    edits: [
      [graph, 'import type { Tables }', "import type pino from 'pino'\nimport type { Tables }"],
      [graph, 'export const typeDefs', 'export type Log = typeof pino\nexport const typeDefs'],
    ],
    caught: [{ rule: 'bronze/imports', culprit: 'src/graph.ts:2', message: /does not declare/, fix: /add "pino"/ }],
  },
  {
    name: 'an import by a computed name',
    edits: [
      [
        graph,
        'export const typeDefs',
        'export const load = (name: string): Promise<unknown> => import(name)\nexport const typeDefs',
      ],
    ],
    caught: [{ rule: 'bronze/imports', culprit: 'src/graph.ts:4', message: /computed/, fix: /write the name out/ }],
  },
  {
    name: 'an undeclared port',
    edits: [[plugin, 'uses: [Notifications]', 'uses: []']],
    caught: [
      {
        rule: 'bronze/ports',
        culprit: 'src/inspect-after-storm.ts:15',
        message: /Notifications, which is not in uses/,
        fix: /add Notifications/,
      },
    ],
  },
  {
    name: 'a grant that nobody needs',
    edits: [
      [plugin, 'uses: [Notifications]', 'uses: [Notifications, Files]'],
      [plugin, 'Notifications, on', 'Files, Notifications, on'],
    ],
    caught: [
      { rule: 'bronze/ports', culprit: 'uses: Files', message: /nothing in the sources/, fix: /take Files out/ },
    ],
  },
  {
    name: 'a permission of a foreign name',
    edits: [
      [plugin, "'trees.plant':", "'civic.plant':"],
      [graph, '"trees.plant"', '"civic.plant"'],
    ],
    caught: [{ rule: 'bronze/manifest', culprit: 'civic.plant', message: /VMESTE_PLUGIN_FOREIGN_NAME/, fix: /own id/ }],
  },
  {
    name: 'an engine of the future',
    edits: [[plugin, "'^0.1'", "'^9.0'"]],
    caught: [
      { rule: 'bronze/manifest', culprit: 'module "trees"', message: /VMESTE_PLUGIN_ENGINE_MISMATCH/, fix: /range/ },
    ],
  },
  {
    name: 'a type that the platform has',
    edits: [[graph, 'type Tree {', 'type City { id: ID! }\n  type Tree {']],
    caught: [
      {
        rule: 'bronze/composes',
        culprit: 'City',
        message: /alone it does not compose. VMESTE_GRAPH_TYPE_TWICE/,
        fix: /name of its own/,
      },
    ],
  },
  {
    name: 'a neighbour’s type extended by name',
    edits: [[graph, 'type Tree {', 'extend type City { oaks: Int }\n  type Tree {']],
    caught: [{ rule: 'bronze/composes', culprit: 'City', message: /VMESTE_GRAPH_TYPE_FOREIGN/, fix: /capability/ }],
  },
  {
    name: 'a field without a resolver',
    edits: [[graph, 'trees(street', 'oaks: Int @public trees(street']],
    caught: [
      {
        rule: 'bronze/composes',
        culprit: 'Query.oaks',
        message: /VMESTE_GRAPH_RESOLVER_MISSING/,
        fix: /write a resolver/,
      },
    ],
  },
  {
    name: 'a page that asks a neighbour',
    edits: [['contract/operations.json', '{trees(', '{storms trees(']],
    caught: [
      { rule: 'bronze/needs-nobody', culprit: 'operation "trees" of "trees"', message: /"storms"/, fix: /slot/ },
    ],
  },
  {
    name: 'a neighbour’s page that leans on it',
    edits: [],
    neighbour: [['contract/operations.json', '{storms}', '{storms trees{street}}']],
    caught: [
      {
        rule: 'bronze/leaves-others',
        culprit: 'operation "storms" of "weather"',
        message: /"trees"/,
        fix: /a city may switch either off/,
      },
    ],
  },
  {
    name: 'an event that the producer does not guarantee',
    edits: [
      [plugin, 'wind: z.number(), street', 'gusts: z.number(), wind: z.number(), street'],
      ['src/inspect-after-storm.ts', 'wind: number', 'gusts: number; wind: number'],
    ],
    caught: [
      {
        rule: 'bronze/events-fit',
        culprit: 'handler "weather.storm.passed@1" of "trees"',
        message: /"weather.storm.passed@1" of "weather": data\.gusts: the producer does not give it/,
        fix: /ask for less/,
      },
    ],
  },
  {
    name: 'a stale contract',
    edits: [[graph, 'street: String!\n', 'street: String!\n    tall: Float\n']],
    caught: [
      {
        rule: 'bronze/contract-current',
        culprit: /^contract\/schema\.graphql:\d+$/,
        message: /tall: Float/,
        fix: /vmeste contract/,
      },
    ],
  },
]
