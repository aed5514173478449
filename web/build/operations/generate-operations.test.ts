import { expect, test } from 'vitest'
import { generateOperations } from './generate-operations.ts'

const sdl = `
  scalar DateTime
  interface Problem { code: String! message: String! }
  type NotFound implements Problem { code: String! message: String! }
  type Conflict implements Problem { code: String! message: String! }
  enum Status { OPEN DONE }
  type Report { id: ID! status: Status! at: DateTime near: [Report!]! }
  union TakeResult = Report | NotFound | Conflict
  input TakeInput { id: ID! note: String tags: [String!]! }
  type Query { report(id: ID!): Report }
  type Mutation { take(input: TakeInput!): TakeResult }
`
const text = `
  fragment short on Report { id status }
  query report($id: ID!) { report(id: $id) { ...short near { id at } } }
  mutation take($input: TakeInput!) { take(input: $input) { ... on Report { ...short } ... on Problem { code message } } }
`

test('operations become typed, unions are told apart and like members share a shape', () => {
  const { code, documents } = generateOperations(sdl, { text, file: 'a.graphql' })
  expect(code).toContain(
    `readonly report: { readonly __typename: 'Report'; readonly id: string; readonly status: 'OPEN' | 'DONE'; readonly near: readonly ({ readonly __typename: 'Report'; readonly id: string; readonly at: string | null })[] } | null`,
  )
  expect(code).toContain(
    `{ readonly __typename: 'NotFound' | 'Conflict'; readonly code: string; readonly message: string } | null`,
  )
  expect(code).toContain(
    'export interface TakeInput {\n  id: string\n  note?: string | null\n  tags: readonly (string)[]\n}',
  )
  expect(code).toContain('export type TakeMutationVariables = { input: TakeInput }')
  expect(Object.values(documents).map(({ name, kind }) => `${kind} ${name}`)).toEqual(['query report', 'mutation take'])
})

test('the hash is that of the document, and layout does not change it', () => {
  const first = generateOperations(sdl, { text, file: 'a.graphql' })
  const second = generateOperations(sdl, { text: text.replaceAll(' { ', ' {\n  '), file: 'b.graphql' })
  expect(Object.keys(second.documents)).toEqual(Object.keys(first.documents))
  expect(Object.keys(first.documents)[0]).toMatch(/^[0-9a-f]{64}$/)
})

test('an operation that does not fit is refused by name', () => {
  expect(() => generateOperations(sdl, { text: 'query q { report(id: 1) { colour } }', file: 'x.graphql' })).toThrow(
    /x\.graphql does not fit the graph[\s\S]*colour/,
  )
})
