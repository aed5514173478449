import { Kind, parse, type FieldDefinitionNode } from 'graphql'
import { expect, test } from 'vitest'
import { langs } from '@vmeste/sdk'
import appeals from './plugin.ts'
import { texts, needTexts } from './texts.ts'

const roots = parse(appeals.graph!.typeDefs).definitions.flatMap((definition) =>
  definition.kind === Kind.OBJECT_TYPE_EXTENSION
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

test('the names others script against are there', () => {
  const names = roots.map(({ name }) => name)
  for (const verb of [
    'submitReport',
    'joinReport',
    'acceptReport',
    'answerReport',
    'returnReport',
    'reassignReport',
    'confirmReport',
    'reopenReport',
  ])
    expect(names).toContain(`Mutation.${verb}`)
  for (const query of ['report', 'reports', 'inbox', 'place']) expect(names).toContain(`Query.${query}`)
})

test('strangers reach nothing of staff: what is public is exactly this', () => {
  expect(
    roots
      .filter(({ field }) => guard(field)[0] === 'public')
      .map(({ name }) => name)
      .sort(),
  ).toEqual([
    'Mutation.askContact',
    'Mutation.confirmContact',
    'Mutation.confirmReport',
    'Mutation.correctContact',
    'Mutation.coverMyPhoto',
    'Mutation.coverMyWords',
    'Mutation.followReport',
    'Mutation.joinReport',
    'Mutation.leaveContact',
    'Mutation.reopenReport',
    'Mutation.submitReport',
    'Mutation.uncoverMyPhoto',
    'Mutation.uncoverMyWords',
    'Mutation.unfollowReport',
    'Mutation.withdrawContact',
    'Query.contactConsent',
    'Query.coverPreview',
    'Query.formalAppeal',
    'Query.lastFixed',
    'Query.lately',
    'Query.nearbyReports',
    'Query.place',
    'Query.placesAround',
    'Query.track',
    'Subscription.reportChanged',
  ])
})

test('every text in every language, with the same gaps', () => {
  const gaps = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
  for (const [name, text] of Object.entries({ ...texts, ...needTexts }))
    for (const lang of langs) {
      expect(text[lang], `${name} ${lang}`).toBeTruthy()
      expect(gaps(text[lang]), `${name} ${lang}`).toEqual(gaps(text.ru))
    }
})
