import { expect, test } from 'vitest'
import { dear, expectCaught, rulesWithout, tryRules } from './mutants/caught-by.ts'
import { inWords } from './mutants/in-words.ts'
import { makeMutant } from './mutants/make-mutant.ts'

/** Each copies a module and reads its sources: quick, but not on a machine that does much else. */
const patience = { timeout: 30_000 }
const cheap = rulesWithout(dear)

test('the module as it is passes every rule that needs no database', patience, async () => {
  const healthy = await makeMutant([])
  try {
    expect((await tryRules(healthy, cheap, '')).filter(({ outcome }) => outcome !== 'passed')).toEqual([])
  } finally {
    healthy.remove()
  }
})

test.each(inWords.map((mutation) => [mutation.name, mutation] as const))(
  '%s is caught by the rule that is meant for it',
  patience,
  (_name, mutation) => expectCaught(mutation, cheap),
)
