import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { calls, hungry } from './hungry-plugin.ts'

let city: TestHost
beforeAll(async () => {
  city = await createTestHost({
    postgres: inject('postgres'),
    modules: [hungry],
    host: { deadlines: { answerMs: 1_500 } },
  })
})
afterAll(() => city.stop())
beforeEach(() => {
  Object.assign(calls, { leaves: 0, slow: 0, steps: 0 })
})

const ask = (query: string, as?: string, lang: 'ru' | 'be' | 'en' = 'ru') =>
  city.graph<Record<string, unknown> | null>('uzda', query, {}, { ...(as ? { as } : {}), lang })
const codes = async (query: string, as?: string) =>
  (await ask(query, as)).errors?.map(({ extensions }) => extensions.code)

describe('a list', () => {
  test('longer than its bound is refused, named in words and in the log', async () => {
    const { data, errors } = await ask('{ tooMany { id } city { slug } }')
    expect(data).toEqual({ tooMany: null, city: { slug: 'uzda' } })
    expect(errors).toEqual([
      {
        message: expect.stringContaining('Query.tooMany') as string,
        path: ['tooMany'],
        extensions: { code: 'LIST_TOO_LONG', field: 'Query.tooMany', max: 100 },
      },
    ])
    expect(await codes('{ declared { id } }')).toEqual(['LIST_TOO_LONG'])
    expect(
      city.log.some(
        (line) => line.includes('"field":"Query.declared","max":10') && line.includes('longer than its @bound'),
      ),
    ).toBe(true)
  })

  test('without an end is read no further than its bound', async () => {
    expect(await codes('{ endless { id } }')).toEqual(['LIST_TOO_LONG'])
  })

  test('costs what it may hold, multiplied, before anything is asked', async () => {
    expect(await codes('{ platefuls { more { more { leaf } } } }')).toEqual(['QUERY_TOO_COMPLEX'])
    expect(calls.leaves).toBe(0)
  })
})

describe('while it is made, an answer', () => {
  test('of too many rows stops', async () => {
    const reply = await ask('{ platefuls { more { leaf } } }')
    expect(reply.data).toBeNull()
    expect(reply.errors).toEqual([
      {
        message: 'Ответ получился бы слишком большим. Спросите меньше за раз.',
        extensions: { code: 'ANSWER_TOO_LARGE' },
      },
    ])
    expect(calls.leaves).toBeLessThanOrEqual(10_000)
  })

  test('of too many bytes stops the resolvers, and is one refusal', async () => {
    expect(await codes('{ fats { fat } }')).toEqual(['ANSWER_TOO_LARGE'])
    expect(calls.leaves).toBeLessThanOrEqual(21)
    expect(await codes('{ fat }')).toEqual(['ANSWER_TOO_LARGE'])
  })

  test('that takes too long is given up, and what it still had to do is not done', async () => {
    const chain = (depth: number): string => (depth === 0 ? 'id' : `step { ${chain(depth - 1)} }`)
    const wide = Array.from({ length: 15 }, (_, at) => `a${at}: slowOnes { slow ${chain(10)} }`).join(' ')
    const slowest = `{ ${wide} }`
    const quick = await createTestHost({
      postgres: inject('postgres'),
      modules: [hungry],
      host: { deadlines: { answerMs: 60 } },
    })
    try {
      const { data, errors } = await quick.graph('uzda', slowest, {}, { lang: 'en' })
      expect(data).toBeNull()
      expect(errors).toEqual([
        {
          message: 'The answer took too long. Please ask for less at a time.',
          extensions: { code: 'ANSWER_TOO_SLOW' },
        },
      ])
      const asked = calls.steps
      expect(asked).toBeLessThan(15 * 50 * 10)
      await new Promise((resolve) => {
        setTimeout(resolve, 200)
      })
      expect(calls.steps).toBe(asked)
    } finally {
      await quick.stop()
    }
  })

  test('that nobody waits for any more is not finished', async () => {
    const leaving = new AbortController()
    const chain = (depth: number): string => (depth === 0 ? 'id' : `step { ${chain(depth - 1)} }`)
    const asked = city
      .fetch('/c/uzda/graphql', {
        method: 'POST',
        signal: leaving.signal,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: `{ slowOnes { ${chain(11)} } }` }),
      })
      .catch(() => undefined)
    await expect.poll(() => calls.steps, { interval: 5 }).toBeGreaterThan(0)
    leaving.abort()
    await asked
    await new Promise((resolve) => {
      setTimeout(resolve, 400)
    })
    expect(calls.steps).toBeLessThan(50 * 11)
    expect(city.log.filter((line) => line.includes('unexpected'))).toEqual([])
  })
})

describe('the standard introspection query', () => {
  const query = getIntrospectionQuery({
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  })

  test('is answered to whoever may introspect', async () => {
    const { data, errors } = await ask(query, 'admin.uzda')
    expect(errors).toBeUndefined()
    const { types } = data!['__schema'] as { types: { name: string; fields: { name: string }[] | null }[] }
    expect(types.find(({ name }) => name === 'Plate')!.fields!.map(({ name }) => name)).toContain('more')
  })

  test('and to nobody else, in words', async () => {
    expect(await codes(query)).toEqual(['INTROSPECTION_DISABLED'])
  })
})

test('a subscription by plain POST is told where changes are followed', async () => {
  for (const [lang, word] of [
    ['ru', 'следят'],
    ['be', 'сочаць'],
    ['en', 'followed'],
  ] as const) {
    const { errors } = await ask('subscription { cityChanged { revision } }', undefined, lang)
    expect(errors).toEqual([
      { message: expect.stringContaining(word) as string, extensions: { code: 'SUBSCRIPTION_ELSEWHERE' } },
    ])
  }
  expect(city.log.filter((line) => line.includes('unexpected'))).toEqual([])
})
