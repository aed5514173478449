import { randomUUID } from 'node:crypto'

const json = { 'content-type': 'application/json' }
const city = '{ city { slug } }'
const nested = (times: number, open: string, close: string): string => open.repeat(times) + close.repeat(times)

/** What nobody's page sends: its name, the address, the request. */
export const noRequests: readonly [name: string, path: string, init: RequestInit][] = [
  ['JSON that ends too soon', '/c/uzda/graphql', { method: 'POST', headers: json, body: '{"query":' }],
  ['no JSON at all', '/c/uzda/graphql', { method: 'POST', headers: json, body: 'query=%7Bcity%7D' }],
  ['a bare text', '/c/uzda/graphql', { method: 'POST', headers: json, body: '"query"' }],
  ['nothing', '/c/uzda/graphql', { method: 'POST', headers: json }],
  [
    'a list of lists without end',
    '/c/uzda/graphql',
    { method: 'POST', headers: json, body: nested(100_000, '[', ']') },
  ],
  [
    'variables nested without end',
    '/c/uzda/graphql',
    {
      method: 'POST',
      headers: json,
      body: `{"query":"mutation ($a: AddRoleInput!) { addRole(input: $a) { __typename } }","variables":{"a":${nested(50_000, '{"a":', '}').replace('{"a":}', '{"a":1}')}}}`,
    },
  ],
  [
    'a batch',
    '/c/uzda/graphql',
    { method: 'POST', headers: json, body: JSON.stringify(Array.from({ length: 50 }, () => ({ query: city }))) },
  ],
  [
    'variables that are a text',
    '/c/uzda/graphql',
    { method: 'POST', headers: json, body: JSON.stringify({ query: city, variables: 'x' }) },
  ],
  ['a query that is a number', '/c/uzda/graphql', { method: 'POST', headers: json, body: '{"query":1}' }],
  [
    'an operation by a name it has not',
    '/c/uzda/graphql',
    { method: 'POST', headers: json, body: JSON.stringify({ query: city, operationName: 'other' }) },
  ],
  [
    'a document nobody recorded',
    '/c/uzda/graphql',
    { method: 'POST', headers: json, body: JSON.stringify({ id: 'f'.repeat(64) }) },
  ],
  [
    'a document named __proto__',
    '/c/uzda/graphql',
    { method: 'POST', headers: json, body: JSON.stringify({ id: '__proto__' }) },
  ],
  [
    'two megabytes',
    '/c/uzda/graphql',
    { method: 'POST', headers: json, body: JSON.stringify({ query: city, variables: { a: 'x'.repeat(2_000_000) } }) },
  ],
  [
    'a form',
    '/c/uzda/graphql',
    { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'query=mutation' },
  ],
  [
    'plain text',
    '/c/uzda/graphql',
    { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ query: city }) },
  ],
  [
    'an unknown charset',
    '/c/uzda/graphql',
    { method: 'POST', headers: { 'content-type': 'application/json; charset=klingon' }, body: '{}' },
  ],
  [
    'a body said to be zipped',
    '/c/uzda/graphql',
    { method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body: 'not gzip' },
  ],
  [
    'a mutation by GET',
    `/c/uzda/graphql?query=${encodeURIComponent('mutation { forgetAll }')}`,
    { headers: { 'apollo-require-preflight': '1' } },
  ],
  ['a query by GET', `/c/uzda/graphql?query=${encodeURIComponent(city)}`, {}],
  ['DELETE', '/c/uzda/graphql', { method: 'DELETE' }],
  ['PUT', '/c/uzda/graphql', { method: 'PUT', headers: json, body: '{}' }],
  ['an unknown city', '/c/atlantis/graphql', { method: 'POST', headers: json, body: '{}' }],
  ['a city named __proto__', '/c/__proto__/graphql', { method: 'POST', headers: json, body: '{}' }],
  ['a zero character in the address', '/c/uzda/files/%00', {}],
  [
    'a zero character in what a route is asked for',
    '/c/uzda/m/forgetful/slips/txt?text=%00',
    { headers: { authorization: 'Bearer admin.uzda' } },
  ],
  ['an address that cannot be decoded', '/c/uzda/files/%ff%fe', {}],
  ['an address outside of every city', '/nope', {}],
  ['a realm nobody made', '/realms/x', {}],
  ['PUT where one may only look', '/c/uzda/nowhere', { method: 'PUT', body: '{}' }],
  ['a way up and out', '/c/uzda/files/..%2f..%2f..%2fetc%2fpasswd', {}],
  ['a way up, encoded twice', '/c/uzda/files/%252e%252e%252fetc%252fpasswd', {}],
  ['a link nobody signed', `/c/uzda/files/${randomUUID()}?size=full&e=9999999999&s=AAAA`, {}],
  ['a size that is none', `/c/uzda/files/${randomUUID()}?size=__proto__`, {}],
  [
    'a slip of nothing',
    '/c/uzda/m/forgetful/slips/txt?text=%27%3B--',
    { headers: { authorization: 'Bearer admin.uzda' } },
  ],
  ['a slip in another format', '/c/uzda/m/forgetful/slips/exe', { headers: { authorization: 'Bearer admin.uzda' } }],
  ['a slip without a right', '/c/uzda/m/forgetful/slips/txt', {}],
  [
    'a bearer that is no token',
    '/c/uzda/graphql',
    { method: 'POST', headers: { ...json, authorization: 'Bearer <script>' }, body: '{}' },
  ],
]
