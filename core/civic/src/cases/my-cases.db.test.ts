import { caseOf, definePlugin, type Ctx, type Plugin } from '@vmeste/sdk'
import { createTestHost, keyOfTestPerson, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

/** A module whose people each have one case, numbered by the module, and made on a given day. */
function moduleWithCases(id: string, day: number, fails = false): Plugin {
  const text = { ru: id, be: id, en: id }
  return definePlugin({
    id,
    engine: '^0.1',
    title: text,
    summary: text,
    provides: [
      caseOf('Thing', {
        async mine(ctx: Ctx) {
          if (fails) throw new Error('this module is broken')
          const at = new Date(Date.UTC(2026, 3, day))
          return [
            {
              id: `${id}-1`,
              subject: `${id}:Thing:1`,
              number: `${ctx.city.numberPrefix}-1`,
              title: ctx.say(text),
              publicStatus: 'IN_PROGRESS',
              place: ctx.person().key,
              createdAt: at,
              updatedAt: at,
              href: '/t/x',
            },
          ]
        },
      }),
    ],
  })
}

let town: TestHost
beforeAll(async () => {
  town = await createTestHost({
    postgres: inject('postgres'),
    modules: [moduleWithCases('trees', 1), moduleWithCases('lamps', 2), moduleWithCases('broken', 3, true)],
  })
})
afterAll(() => town.stop())

const query = '{ myCases { number title place publicStatus createdAt } }'
const row = (title: string, day: number) => ({
  number: 'УЗ-1',
  title,
  place: keyOfTestPerson('citizen'),
  publicStatus: 'IN_PROGRESS',
  createdAt: `2026-04-0${day}T00:00:00.000Z`,
})

test('a broken module takes only its own cases with it', async () => {
  const reply = await town.graph('uzda', query, {}, { as: 'citizen' })
  expect(reply.data).toEqual({ myCases: [row('lamps', 2), row('trees', 1), null] })
  expect(reply.errors).toEqual([
    expect.objectContaining({
      path: ['myCases', 2],
      extensions: expect.objectContaining({ code: 'CASES_INCOMPLETE' }) as unknown,
    }),
  ])
})

test('a module that is switched off has no cases; its neighbours keep theirs', async () => {
  const off = await town.graph(
    'uzda',
    'mutation { changeModules(changes: [{ module: "broken", enabled: false }, { module: "lamps", enabled: false }]) { __typename } }',
    {},
    { as: 'admin.uzda' },
  )
  expect(off.data).toEqual({ changeModules: { __typename: 'ModulesChanged' } })
  expect(await town.graph('uzda', query, {}, { as: 'citizen' })).toEqual({
    status: 200,
    data: { myCases: [row('trees', 1)] },
  })
})

test('guests have no list', async () => {
  expect((await town.graph('uzda', query)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
})
