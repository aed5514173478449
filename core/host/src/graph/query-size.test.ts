import { buildSchema, getIntrospectionQuery, getOperationAST, parse, specifiedRules, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { fitsLimits, limits, limitsRule } from './limits.ts'
import { ListBounds } from './list-bounds.ts'
import { sizeOf } from './query-size.ts'

const schema = buildSchema(/* GraphQL */ `
  directive @bound(max: Int!, weight: Int = 0, oneBy: String) on FIELD_DEFINITION
  interface Named {
    name: String
    tags: [String!]!
    kin: [Thing!]!
  }
  type Thing implements Named {
    name: String
    tags: [String!]! @bound(max: 5)
    kin: [Thing!]! @bound(max: 10)
    heavy: [Thing!]! @bound(max: 10, weight: 50)
    grid: [[Thing!]!]! @bound(max: 3)
    page(first: Int = 4): Page!
    any: [Either!]! @bound(max: 7)
  }
  type Other {
    note: String
  }
  union Either = Thing | Other
  type Page {
    nodes: [Thing!]!
    total: Int
  }
  type Query {
    things: [Thing!]!
    few(first: Int = 3): [Thing!]
    one(code: ID): [Thing!] @bound(max: 20, oneBy: "code")
    named: [Named!] @bound(max: 2)
    page(first: Int = 20): Page
  }
`)
const bounds = new ListBounds(schema)
function cost(source: string, variables?: Record<string, unknown>): number {
  const document = parse(source)
  expect(validate(schema, document)).toEqual([])
  return sizeOf(schema, bounds, document, getOperationAST(document)!, variables).cost
}
const refusals = (source: string): string[] =>
  validate(schema, parse(source), [...specifiedRules, limitsRule(bounds)]).map(({ message }) => message)

describe('every list counts by its bound, multiplied through nesting', () => {
  test.each<[string, number, Record<string, unknown>?]>([
    ['{ things { name } }', 1 + 100], // nothing said: a hundred
    ['{ things { tags } }', 1 + 100 * (1 + 5)],
    ['{ things { kin { kin { name } } } }', 1 + 100 * (1 + 10 * (1 + 10))],
    ['{ things { heavy { name } } }', 1 + 100 * (1 + 10 * (50 + 1))],
    ['{ things { grid { name } } }', 1 + 100 * (1 + 9)],
    ['{ things { any { ... on Thing { name tags } ... on Other { note } } } }', 1 + 100 * (1 + 7 * (1 + 1 + 5 + 1))],
    // the interface says nothing; what it may be says less, and may say more
    ['{ named { kin { name } tags } }', 1 + 2 * (1 + 100 + 1 + 100)],
    ['{ few { name } }', 1 + 3],
    ['{ few(first: 50) { name } }', 1 + 50],
    ['{ few(first: 1000000) { name } }', 1 + 100],
    ['{ few(first: -5) { name } }', 1],
    ['query ($n: Int) { few(first: $n) { name } }', 1 + 100],
    ['query ($n: Int) { few(first: $n) { name } }', 1 + 8, { n: 8 }],
    ['query ($n: Int = 6) { few(first: $n) { name } }', 1 + 6, {}],
    ['{ page { nodes { name } total } }', 1 + 1 + 20 + 1],
    ['{ page(first: 5) { nodes { page { nodes { name } } } } }', 1 + 1 + 5 * (1 + 1 + 4)],
    ['{ one { name } }', 1 + 20],
    ['{ one(code: "a") { name } }', 1 + 1],
    ['{ one(code: null) { name } }', 1 + 20],
    ['query ($c: ID!) { one(code: $c) { name } }', 1 + 1],
    ['query ($c: ID) { one(code: $c) { name } }', 1 + 20],
    ['query ($c: ID) { one(code: $c) { name } }', 1 + 20, { c: null }],
    ['query ($yes: Boolean!) { things @include(if: $yes) { name @skip(if: $yes) } }', 1 + 100],
    ['{ a: things { name } b: things { name } }', 202],
    ['{ ...q } fragment q on Query { things { ...t ...t } } fragment t on Thing { ... { name } }', 1 + 100 * 2],
    ['{ page(first: 2) { ...p } } fragment p on Page { nodes { name } }', 1 + 1 + 2],
  ])('%s', (source, expected, variables) => {
    expect(cost(source, variables)).toBe(expected)
  })
})

test('fragments that double are counted without being walked, and never reach the compiler', () => {
  const doubling = `${Array.from({ length: 60 }, (_, at) => `fragment F${at} on Thing { ${at === 59 ? 'name' : `...F${at + 1} ...F${at + 1}`} }`).join(' ')} { things { ...F0 } }`
  expect(cost(doubling)).toBe(1 + 100 * 2 ** 59)
  expect(refusals(doubling)).toEqual([expect.stringMatching(/^too large: fields \d+ > 3000$/)])
})

describe('looking at the schema', () => {
  test.each([
    ['plain', {}],
    [
      'with everything there is',
      {
        descriptions: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        oneOf: true,
      },
    ],
  ])('the query of GraphiQL and code generators fits, %s', (_, options) => {
    expect(refusals(getIntrospectionQuery(options))).toEqual([])
    expect(fitsLimits(schema, getIntrospectionQuery(options))).toBe(true)
  })

  test.each([
    ['{ __type(name: "Thing") { fields { type { fields { name } } } } }', 'lists in themselves'],
    ['{ __schema { types { possibleTypes { possibleTypes { name } } } } }', 'lists in themselves'],
    ['{ __schema { types { interfaces { fields { args { name } } } } } }', 'lists in lists 4'],
    [
      `{ __schema { ${Array.from({ length: 25 }, (_, at) => `a${at}: types { name }`).join(' ')} } }`,
      'introspection lists 25',
    ],
    [
      `{ __schema { types { ...t } } } fragment t on __Type { fields { type { ...u } } } fragment u on __Type { fields { name } }`,
      'lists in themselves',
    ],
    [`{ __type(name: "Thing") { ${'ofType { '.repeat(25)} name ${'} '.repeat(25)} } }`, 'introspection depth'],
  ])('%s is refused', (source, what) => {
    expect(refusals(source).join('\n')).toContain(what)
  })
})

test('too deep, too wide', () => {
  expect(refusals(`{ things { ${'kin { '.repeat(14)} name ${'} '.repeat(14)} } }`)).toEqual([
    `too large: depth 16 > ${limits.depth}`,
  ])
  expect(refusals(`{ things { ${Array.from({ length: 61 }, (_, at) => `a${at}: name`).join(' ')} } }`)).toEqual([
    'too large: aliases 61 > 60',
  ])
})
