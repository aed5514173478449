import { expect, test } from 'vitest'
import { dear, expectCaught, rulesWithout, tryRules } from './mutants/caught-by.ts'
import { inWords } from './mutants/in-words.ts'
import { makeMutant } from './mutants/make-mutant.ts'

const cheap = rulesWithout(dear)

test('the module as it is passes every rule that needs no database', async () => {
  const healthy = await makeMutant([])
  try {
    expect((await tryRules(healthy, cheap, '')).filter(({ outcome }) => outcome !== 'passed')).toEqual([])
  } finally { healthy.remove() }
})

test.each(inWords.map((mutation) => [mutation.name, mutation] as const))('%s is caught by the rule that is meant for it', (_name, mutation) => expectCaught(mutation, cheap))
