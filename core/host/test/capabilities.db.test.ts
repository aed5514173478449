import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { definePlugin, Files, onEach, rateable, z, type Ctx, type EachSource, type RateableSource } from '@vmeste/sdk'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { verifyPlugin } from '../src/plugins/verify-plugin.ts'
import { notes } from './notes-plugin.ts'

const text = { ru: 'Звёзды', be: 'Зоркі', en: 'Stars' }
const heard: string[] = []

/** Adds to whatever is rateable, with no word of who that is. */
const stars = definePlugin({
  id: 'stars',
  engine: '^0.1',
  title: text,
  summary: text,
  graph: {
    typeDefs: /* GraphQL */ `
      interface Starred {
        stars: String!
      }
      extend type RateableSubject implements Starred @each(capability: "rateable@1") {
        stars: String!
      }
      extend type Query {
        undeclared: String @public
        overhear(type: String!): String @public
      }
    `,
    resolvers: {
      RateableSubject: {
        stars: (source: EachSource, _args: unknown, ctx: Ctx) => `${source.subject} ${ctx.say(text)}`,
      },
      Query: {
        undeclared: (_: unknown, _args: unknown, ctx: Ctx) => {
          ctx.use(Files)
          return 'got it'
        },
        overhear: (_: unknown, { type }: { type: string }, ctx: Ctx) => {
          ctx.live([type])
          return 'allowed'
        },
      },
    },
  },
  storage: { schema: 'stars', entities: [], migrations: [] },
  subscribes: [
    onEach('rateable@1', 'finished', z.object({}), async (_ctx, event) => {
      heard.push(event.subject)
    }),
  ],
})
const source: RateableSource = { subject: async () => undefined, tell: async () => undefined }
const rateableNotes = definePlugin({
  ...notes,
  provides: [rateable('Note', source, { finished: 'notes.note.written@1' })],
})

let city: TestHost
beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres'), modules: [stars, rateableNotes] })
})
afterAll(() => city.stop())

test('a field goes to every type that provides the capability, and leaves with either module', async () => {
  const written = await city.graph<{ writeNote: { id: string; stars: string } }>(
    'uzda',
    'mutation { writeNote(text: "a") { ... on Note { id stars } } }',
    {},
    { as: 'operator.uzda', lang: 'en' },
  )
  expect(written.data.writeNote.stars).toBe(`notes:Note:${written.data.writeNote.id} Stars`)
  const { data } = await city.graph(
    'uzda',
    '{ __type(name: "Starred") { possibleTypes { name } } }',
    {},
    { as: 'citizen' },
  )
  expect(data).toEqual({ __type: { possibleTypes: [{ name: 'Note' }] } })

  const off = await city.graph<{ changeModules: { revision: number } }>(
    'zhodino',
    'mutation { changeModules(changes: [{ module: "stars", enabled: false }]) { ... on ModulesChanged { revision } } }',
    {},
    { as: 'admin.zhodino' },
  )
  const without = await city.graph(
    'zhodino',
    '{ notes { stars } }',
    {},
    { headers: { 'x-city-revision': String(off.data.changeModules.revision) } },
  )
  expect(without.errors?.[0]?.extensions).toMatchObject({ code: 'MODULE_DISABLED', module: 'stars' })
  expect((await city.graph('zhodino', '{ notes { text } }')).data).toEqual({ notes: [] })
})

test('an event of a capability is heard from whoever provides it', async () => {
  await city.host.events.idle() // what an earlier test wrote
  heard.length = 0
  await city.graph('uzda', 'mutation { writeNote(text: "b") { __typename } }', {}, { as: 'operator.uzda' })
  await city.host.events.idle()
  expect(heard).toEqual([expect.stringMatching(/^notes:Note:/)])
})

test('5. a module gets no port that it does not declare, and follows no event that it has nothing to do with', async () => {
  const asked = async (query: string) => (await city.graph('uzda', query)).errors?.[0]?.extensions.code
  expect(await asked('{ undeclared }')).toBe('INTERNAL')
  expect(await asked('{ overhear(type: "notes.note.torn@1") }')).toBe('INTERNAL')
  expect(city.log.join('\n')).toMatch(/VMESTE_PORT_UNDECLARED[^]*VMESTE_EVENT_UNHEARD/)
  expect((await city.graph('uzda', '{ overhear(type: "notes.note.written@1") }')).data).toEqual({ overhear: 'allowed' })
})

test.each([
  ['VMESTE_CAPABILITY_NAME', { provides: [{ name: 'rateable', type: 'Note' }] }],
  ['VMESTE_CAPABILITY_TYPE', { provides: [{ name: 'rateable@1', type: 'Notebook' }] }],
  ['VMESTE_CAPABILITY_EVENT', { provides: [rateable('Note', source, { finished: 'notes.note.burnt@1' })] }],
])('%s stops the start', (code, definition) => {
  expect(() => verifyPlugin(definePlugin({ ...notes, ...definition }), [])).toThrow(expect.objectContaining({ code }))
})
