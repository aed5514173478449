import { expect, inject, test } from 'vitest'
import { bronze } from '@vmeste/testkit/run-conformance'
import { dear, expectCaught, tryRules } from './mutants/caught-by.ts'
import { inTheDatabase } from './mutants/in-the-database.ts'
import { inWords } from './mutants/in-words.ts'
import { makeMutant } from './mutants/make-mutant.ts'

const only = (ids: Iterable<string>) => bronze.filter(({ id }) => [...ids].includes(id))

test('the module as it is passes every rule that needs a database', async () => {
  const healthy = await makeMutant([])
  try {
    expect(
      (await tryRules(healthy, only(dear), inject('postgres'))).filter(({ outcome }) => outcome !== 'passed'),
    ).toEqual([])
  } finally {
    healthy.remove()
  }
})

test.each(inTheDatabase.map((mutation) => [mutation.name, mutation] as const))(
  '%s: each is caught by the rule that is meant for it',
  (_name, mutation) => expectCaught(mutation, only(mutation.rules), inject('postgres')),
)

test('no rule is there that has caught nothing', () => {
  const caught = new Set([...inWords, ...inTheDatabase].flatMap((mutation) => mutation.caught.map(({ rule }) => rule)))
  expect(bronze.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([])
})
