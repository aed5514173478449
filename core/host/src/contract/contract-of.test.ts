import { definePlugin, on, onEach, z, type PluginDefinition } from '@vmeste/sdk'
import { defineEntity, p } from '@vmeste/sdk/storage'
import { expect, test } from 'vitest'
import { contractOf } from './contract-of.ts'

const text = { ru: 'Звонок', be: 'Званок', en: 'Bell' }
const handle = async (): Promise<void> => undefined
abstract class Files {
  abstract read(): void
}
abstract class Mail {
  abstract send(): void
}

const Ring = defineEntity({
  name: 'Ring',
  schema: 'bell',
  tableName: 'ring',
  properties: { city: p.integer().primary(), id: p.uuid().primary(), whoRang: p.text().nullable(), at: p.datetime(3) },
  uniques: [{ name: 'ring_once', properties: ['city', 'at'] }],
})
const definition: PluginDefinition = {
  id: 'bell',
  engine: '^0.1',
  title: text,
  summary: text,
  permissions: {
    'bell.ring': { title: text, default: ['operator', 'guest'] },
    'bell.hear': { title: text, default: [] },
  },
  settings: z.object({ loud: z.int().min(0).max(11).default(5) }),
  graph: {
    typeDefs: `
      enum Tone { LOW HIGH } type Bell { id: ID! tones(first: Int, after: Tone): [Tone!]! }
      extend type Query { bells: [Bell!] @public  allBells: [Bell!] @public }
      extend type Mutation { ring(id: ID!): Bell @allow(permission: "bell.ring") }
      extend type Query { aBell: Bell @public }`,
    resolvers: {},
  },
  storage: { schema: 'bell', entities: [Ring], migrations: [] },
  emits: {
    'bell.rung@1': z.object({ tone: z.enum(['LOW', 'HIGH']), by: z.string().optional() }),
    'bell.cracked@1': z.object({}),
  },
  subscribes: [
    on('clock.struck@1', z.object({ hour: z.int() }), handle),
    onEach('rateable@1', 'finished', z.object({}), handle),
  ],
  provides: [{ name: 'rateable@1', type: 'Bell', events: { finished: 'bell.cracked@1' } }],
  uses: [Mail, Files],
  personalData: [
    {
      table: 'ring',
      columns: ['who_rang'],
      purpose: text,
      retentionMonths: 1,
      export: async () => [],
      erase: async () => 0,
    },
  ],
}
/** The same module, written down in another order. */
const turned: PluginDefinition = {
  ...definition,
  permissions: {
    'bell.hear': { default: [], title: text },
    'bell.ring': { default: ['guest', 'operator'], title: text },
  },
  graph: {
    typeDefs: `
      extend type Query { aBell: Bell @public }
      extend type Mutation { ring(id: ID!): Bell @allow(permission: "bell.ring") }
      extend type Query { allBells: [Bell!] @public  bells: [Bell!] @public }
      type Bell { tones(after: Tone, first: Int): [Tone!]! id: ID! } enum Tone { HIGH LOW }`,
    resolvers: {},
  },
  emits: {
    'bell.cracked@1': z.object({}),
    'bell.rung@1': z.object({ by: z.string().optional(), tone: z.enum(['LOW', 'HIGH']) }),
  },
  subscribes: [...definition.subscribes!].reverse(),
  uses: [Files, Mail],
}
const pkg = { name: '@strangers/bell', version: '1.2.3' }
const contract = contractOf(definePlugin(definition), pkg)
const json = (file: string): Record<string, unknown> => JSON.parse(contract[file]!) as Record<string, unknown>

test('the order of a source is no part of its contract', () => {
  expect(contractOf(definePlugin(turned), pkg)).toEqual(contract)
  for (const text of Object.values(contract)) expect(text).toMatch(/^[^\r]*\n$/)
})

test('it says whom the module is, what it may call and what it keeps', () => {
  expect(json('module.json')).toMatchObject({
    contract: 1,
    id: 'bell',
    package: '@strangers/bell',
    version: '1.2.3',
    uses: ['Files', 'Mail'],
    health: false,
  })
  expect(json('tables.json')).toEqual({
    schema: 'bell',
    migrations: [],
    tables: {
      ring: {
        key: ['city', 'id'],
        unique: [['city', 'at']],
        columns: {
          at: { type: 'timestamptz(3)' },
          city: { type: 'int' },
          id: { type: 'uuid' },
          who_rang: { type: 'text', nullable: true, personal: true },
        },
      },
    },
  })
  const storage = { ...definition.storage!, lends: [{ port: Files, functions: ['ring', 'count_rings'] }] }
  expect(JSON.parse(contractOf(definePlugin({ ...definition, storage }), pkg)['tables.json']!)).toMatchObject({
    lends: { Files: ['count_rings', 'ring'] },
  })
  expect(contract['schema.graphql']).toContain(
    'extend type Query {\n  aBell: Bell @public\n  allBells: [Bell!] @public\n  bells: [Bell!] @public\n}',
  )
  expect(json('web.json')).toEqual({})
})

test('events say what is guaranteed and what is asked', () => {
  expect(json('events.json')).toMatchObject({
    emits: { 'bell.rung@1': { type: 'object', required: ['tone'], additionalProperties: false } },
    subscribes: [
      { type: 'clock.struck@1', schema: { required: ['hour'] } },
      { each: { capability: 'rateable@1', event: 'finished' } },
    ],
  })
})

test('an event that JSON cannot carry is refused by name', () => {
  expect(() =>
    contractOf(definePlugin({ ...definition, emits: { 'bell.rung@1': z.object({ at: z.date() }) } }), pkg),
  ).toThrow(/"bell\.rung@1" of module "bell" cannot be said in JSON Schema/)
})

test('the web half is listed without what it loads', () => {
  const load = () => {
    throw new Error('a contract loads no page')
  }
  const { 'web.json': web } = contractOf(definePlugin(definition), pkg, {
    offers: ['bell.side', 'bell.side'],
    definition: {
      id: 'bell',
      messages: { ru: load, be: load, en: load },
      routes: [{ path: '/tower', name: 'tower', title: 'tower.title', component: load }],
      slots: [{ slot: 'city.facts', order: 10, component: load }],
      publicPages: [
        {
          path: '/b/:id',
          name: 'bell',
          component: load,
          query: { id: 'x', name: 'bellOf', kind: 'query' },
          variables: () => ({}),
          head: () => ({ title: '' }),
        },
      ],
    },
  })
  expect(JSON.parse(web!)).toEqual({
    languages: ['be', 'en', 'ru'],
    routes: [{ path: '/tower', name: 'tower', title: 'tower.title' }],
    menu: [],
    publicPages: [{ path: '/b/:id', name: 'bell', query: 'bellOf', actions: {} }],
    slots: { fills: [{ slot: 'city.facts', order: 10 }], offers: ['bell.side'] },
  })
})
