import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { notes } from './notes-plugin.ts'

let city: TestHost
beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres'), modules: [notes] })
})
afterAll(() => city.stop())

const write =
  'mutation ($text: String!) { writeNote(text: $text) { __typename ... on Note { text } ... on InvalidInput { code message path } } }'

test('a city speaks the language of its reader', async () => {
  const reply = await city.graph(
    'zhodino',
    '{ city { name kind brand { colour } revision } me { name } }',
    {},
    { lang: 'be' },
  )
  expect(reply).toMatchObject({ status: 200, data: { city: { name: 'Жодзіна', kind: 'CITY', revision: 1 }, me: null } })
})

test('a right is held in one city only', async () => {
  const own = await city.graph('uzda', write, { text: 'свая' }, { as: 'operator.uzda' })
  expect(own.data).toEqual({ writeNote: { __typename: 'Note', text: 'свая' } })
  const foreign = await city.graph('zhodino', write, { text: 'чужая' }, { as: 'operator.uzda' })
  expect(foreign.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  const guest = await city.graph('uzda', write, { text: 'ничья' })
  expect(guest.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
})

test('rows of one city are invisible in another', async () => {
  await city.graph('uzda', write, { text: 'наша' }, { as: 'operator.uzda' })
  expect((await city.graph<{ notes: unknown[] }>('uzda', '{ notes { text } }')).data.notes.length).toBeGreaterThan(0)
  expect((await city.graph('zhodino', '{ notes { text } }')).data).toEqual({ notes: [] })
})

test('a refusal becomes the member of the result that is meant for it', async () => {
  const reply = await city.graph('uzda', write, { text: 'x'.repeat(21) }, { as: 'operator.uzda', lang: 'en' })
  expect(reply.data).toEqual({
    writeNote: { __typename: 'InvalidInput', code: 'NOTE_TOO_LONG', message: 'Too long.', path: 'text' },
  })
})

test('an unexpected error shows a code and keeps its detail to the log', async () => {
  const reply = await city.graph('uzda', '{ broken }')
  expect(reply.errors?.[0]?.extensions.code).toBe('INTERNAL')
  expect(JSON.stringify(reply)).not.toContain('secret')
  expect(city.log.join('\n')).toContain('a secret detail')
})

test('a module that is off is gone from the graph of its city, and back when it is on', async () => {
  const change = (enabled: boolean) =>
    city.graph<{ changeModules: { revision: number } }>(
      'uzda',
      'mutation ($enabled: Boolean!) { changeModules(changes: [{ module: "notes", enabled: $enabled }]) { __typename ... on ModulesChanged { revision } } }',
      { enabled },
      { as: 'admin.uzda' },
    )
  const off = await change(false)
  const after = await city.graph(
    'uzda',
    '{ notes { text } }',
    {},
    { headers: { 'x-city-revision': String(off.data.changeModules.revision) } },
  )
  expect(after.errors?.[0]?.extensions).toMatchObject({ code: 'MODULE_DISABLED', module: 'notes' })
  expect((await city.graph('zhodino', '{ notes { text } }')).data).toEqual({ notes: [] })
  await change(true)
  expect((await city.graph<{ notes: unknown[] }>('uzda', '{ notes { text } }')).data.notes.length).toBeGreaterThan(0)
})

test.each([
  ['a deep query', `{ ${'city { '.repeat(20)} slug ${'} '.repeat(20)} }`],
  ['a wide query', `{ ${Array.from({ length: 30 }, (_, i) => `c${i}: city { slug }`).join(' ')} }`],
  ['a long query', `{ ${'city { slug } '.repeat(800)} }`],
  ['a misspelt field', '{ citty { slug } }'],
  ['no query', ''],
])('%s is refused with a code', async (_name, query) => {
  const reply = await city.graph('uzda', query)
  expect(reply.status).toBeLessThan(500)
  expect(reply.errors?.[0]?.extensions.code).toMatch(
    /^(QUERY_TOO_COMPLEX|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|BAD_REQUEST)$/,
  )
  expect(JSON.stringify(reply)).not.toMatch(/Did you mean|node_modules/)
})

test('a batch is refused', async () => {
  const response = await city.fetch('/c/uzda/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ query: '{ city { slug } }' }]),
  })
  expect(response.status).toBe(400)
})

test('the schema is not shown to guests', async () => {
  expect((await city.graph('uzda', '{ __schema { types { name } } }')).errors?.[0]?.extensions.code).toBe(
    'INTROSPECTION_DISABLED',
  )
  expect(
    (await city.graph('uzda', '{ __schema { queryType { name } } }', {}, { as: 'citizen' })).errors,
  ).toBeUndefined()
})

test('a bad bearer is refused, not taken for a guest', async () => {
  const reply = await city.graph('uzda', '{ city { slug } }', {}, { as: 'NOT-A-TOKEN' })
  expect(reply).toMatchObject({ status: 401, errors: [{ extensions: { code: 'TOKEN_INVALID' } }] })
})

test('an unknown city is a coded 404', async () => {
  expect(await city.graph('atlantis', '{ city { slug } }')).toMatchObject({
    status: 404,
    errors: [{ extensions: { code: 'CITY_UNKNOWN' } }],
  })
})
