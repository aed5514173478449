import { wordOf, type PlainClient } from './plain-client.ts'
import type { Hostile } from './flood.ts'

const graph = '/c/uzda/graphql',
  stream = '/c/uzda/graphql/stream'
const live = { accept: 'text/event-stream' }
const nested = (times: number, open: string, inner: string, close: string): string =>
  open.repeat(times) + inner + close.repeat(times)
const pick = <One>(all: readonly One[], at: number): One => all[at % all.length]!

const bombs = [
  `{ __schema { types { name description fields(includeDeprecated: true) { name description args { name type { ${nested(9, 'ofType { ', 'name', '}')} } } type { ${nested(9, 'ofType { ', 'name', '}')} } } enumValues { name } } } }`,
  `{ __schema { types { ${nested(7, 'fields { type { ', 'name', '} }')} } } }`,
  `{ ${Array.from({ length: 20 }, (_, at) => `a${at}: __schema { types { fields { args { name } } } }`).join(' ')} }`,
  '{ __type(name: "Report") { fields { type { possibleTypes { fields { name } } } } } }',
]
const deep = [
  `{ reports(first: 30) { nodes { ${nested(6, 'placeHistory { ', 'number', '}')} } } }`,
  `{ organisations { ${nested(5, 'departments { organisation { ', 'code', '} }')} } }`,
  `{ ${nested(30, 'city { ', 'slug', '}')} }`,
  `${Array.from({ length: 30 }, (_, at) => `fragment F${at} on City { ${at === 29 ? 'slug' : `...F${at + 1} ...F${at + 1}`} }`).join(' ')} { city { ...F0 } }`,
]

/** Every kind of hostile request to the graph, from somebody who is nobody. */
export function graphFloods(client: PlainClient): Readonly<Record<string, Hostile>> {
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<string> =>
    wordOf(await client.send({ path, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }))
  return {
    'reservations by PUT': async () => wordOf(await client.send({ method: 'PUT', path: stream })),
    'operations for a reservation': (nth) =>
      post(
        stream,
        { query: 'subscription { cityChanged { revision } }', extensions: { operationId: `o${nth}` } },
        { 'x-graphql-event-stream-token': `t${nth}` },
      ),
    introspection: (nth) => post(nth % 2 ? graph : stream, { query: pick(bombs, nth >> 1) }, nth % 2 ? {} : live),
    'subscriptions dropped': async () =>
      String(
        (
          await client.send({
            path: stream,
            headers: live,
            body: JSON.stringify({ query: 'subscription { cityChanged { revision } }' }),
            drop: true,
          })
        ).status,
      ),
    'readers who do not read': (nth) =>
      nth % 50 === 0
        ? client.stare(
            {
              path: stream,
              headers: live,
              body: JSON.stringify({ query: 'subscription { cityChanged { revision } }' }),
            },
            500,
          )
        : client.stare(
            {
              path: graph,
              body: JSON.stringify({ query: '{ topics { code title parent callFirst branch { code title } } }' }),
            },
            30,
          ),
    'deep and wide': (nth) => post(graph, { query: pick(deep, nth) }),
    'documents without an end': (nth) => post(graph, { query: `{ ${'city { slug } '.repeat(3_000 + (nth % 7))} }` }),
    batches: (nth) =>
      post(
        graph,
        Array.from({ length: 100 }, () => ({ query: `{ a${nth}: city { slug } }` })),
      ),
    'never the same twice': (nth) =>
      post(graph, {
        query: `query q${nth} { ${Array.from({ length: 10 }, (_, one) => `a${nth}_${one}: topics { code title b${nth}: branch { title } }`).join(' ')} }`,
      }),
    'never the same twice, with variables': (nth) =>
      post(graph, {
        query: `query q${nth}($wanted: Boolean!) { ${Array.from({ length: 10 }, (_, one) => `a${nth}_${one}: topics { code title @include(if: $wanted) b${nth}: branch { title } }`).join(' ')} }`,
        variables: { wanted: true },
      }),
    'each twice and never again': (nth) =>
      post(graph, { query: `{ c${nth >> 1}: topics { code title d${nth >> 1}: branch { title } } city { slug } }` }),
    'no such field, each time another': (nth) =>
      post(nth % 2 ? graph : stream, { query: `subscription { nothing${nth} { id } }` }, nth % 2 ? {} : live),
    'names as long as may be': (nth) =>
      post(graph, { query: '{ city { slug } }', operationName: `${nth}${'x'.repeat(20_000)}` }),
    'other methods': async (nth) =>
      wordOf(await client.send({ method: pick(['GET', 'DELETE', 'PATCH'], nth), path: pick([graph, stream], nth) })),
  }
}
