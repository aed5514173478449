import { Kind, parse, type FieldDefinitionNode } from 'graphql'
import { expect, test } from 'vitest'
import { langs } from '@vmeste/sdk'
import ratings from './plugin.ts'
import { criterionTexts } from './criterion-texts.ts'
import { texts } from './texts.ts'

const roots = parse(ratings.graph!.typeDefs).definitions.flatMap((definition) =>
  definition.kind === Kind.OBJECT_TYPE_EXTENSION && ['Query', 'Mutation'].includes(definition.name.value)
    ? definition.fields!.map((field) => ({
        root: definition.name.value,
        field,
        name: `${definition.name.value}.${field.name.value}`,
      }))
    : [],
)
const guard = (field: FieldDefinitionNode) =>
  field
    .directives!.filter(({ name }) => name.value !== 'bound')
    .map((one) => {
      const value = one.arguments![0]?.value
      return value?.kind === Kind.STRING ? value.value : one.name.value
    })

test('every root field has one guard that exists, and a resolver', () => {
  for (const { root, field, name } of roots) {
    expect(guard(field), name).toHaveLength(1)
    expect(['public', ...Object.keys(ratings.permissions!)], name).toContain(guard(field)[0])
    expect(ratings.graph!.resolvers[root], name).toHaveProperty(field.name.value)
  }
})

test('strangers reach nothing of staff: what is public is exactly this', () => {
  expect(
    roots
      .filter(({ field }) => guard(field)[0] === 'public')
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['Mutation.rate', 'Query.ratedObject', 'Query.ratedObjects', 'Query.ratingForm', 'Query.ratingFormFor'])
})

test('every text in every language, with the same gaps', () => {
  const gaps = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
  for (const [name, text] of [
    ...Object.entries(texts),
    ...Object.values(criterionTexts).flatMap((one) => Object.entries(one)),
  ])
    for (const lang of langs) {
      expect(text[lang], `${name} ${lang}`).toBeTruthy()
      expect(gaps(text[lang]), `${name} ${lang}`).toEqual(gaps(text.ru))
    }
})
