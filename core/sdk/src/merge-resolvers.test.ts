import { GraphQLScalarType } from 'graphql'
import { expect, test } from 'vitest'
import { mergeResolvers } from './merge-resolvers.ts'

const one = () => 1
const two = () => 2
const twice = (name: string) =>
  expect.objectContaining({
    code: 'VMESTE_GRAPH_RESOLVER_TWICE',
    message: expect.stringContaining(`resolve ${name}:`) as string,
  }) as Error

test('parts of a module give fields of one type, and types of their own', () => {
  const Day = new GraphQLScalarType({ name: 'Day' })
  expect(
    mergeResolvers([
      { Query: { one }, Day },
      { Query: { two }, Tree: { one } },
    ]),
  ).toEqual({ Query: { one, two }, Tree: { one }, Day })
})

test('what two parts give is refused by name', () => {
  expect(() => mergeResolvers([{ Query: { one } }, { Query: { one: two } }])).toThrow(twice('Query.one'))
})

test('a scalar and a type of one name are refused, whichever comes first', () => {
  const Day = new GraphQLScalarType({ name: 'Day' })
  expect(() => mergeResolvers([{ Day }, { Day: { one } }])).toThrow(twice('Day'))
  expect(() => mergeResolvers([{ Day: { one } }, { Day }])).toThrow(twice('Day'))
  expect(() => mergeResolvers([{ Day }, { Day }])).toThrow(twice('Day'))
})
