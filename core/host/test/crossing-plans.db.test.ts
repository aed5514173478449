import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { definePlugin } from '@vmeste/sdk'
import { createTestHost, type TestHost } from '@vmeste/testkit'

const text = { ru: 'Проверка', be: 'Праверка', en: 'Test' }
const modules = ['left', 'right'].map((id) => definePlugin({ id, engine: '^0.1', title: text, summary: text }))
let city: TestHost
beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres'), modules })
})
afterAll(() => city.stop())

type Change = readonly { readonly module: string; readonly enabled: boolean }[]
const anna = { as: 'admin.uzda+anna' },
  boris = { as: 'admin.uzda+boris' }
const planOf = async (changes: Change, by: { as: string }): Promise<string> =>
  (
    await city.graph<{ planModules: { hash: string } }>(
      'uzda',
      'query ($changes: [ModuleChangeInput!]!) { planModules(changes: $changes) { ... on ModulePlan { hash } } }',
      { changes },
      by,
    )
  ).data.planModules.hash
const press = async (changes: Change, plan: string, by: { as: string }) =>
  (
    await city.graph<{ r: { __typename: string; code?: string } }>(
      'uzda',
      'mutation ($changes: [ModuleChangeInput!]!, $plan: String) { r: changeModules(changes: $changes, plan: $plan) { __typename ... on Problem { code } } }',
      { changes, plan },
      by,
    )
  ).data.r
const state = async () =>
  (
    await city.graph<{ modules: { id: string; enabled: boolean }[]; city: { revision: number } }>(
      'uzda',
      '{ modules { id enabled } city { revision } }',
      {},
      anna,
    )
  ).data
const leftOff: Change = [{ module: 'left', enabled: false }],
  rightOff: Change = [{ module: 'right', enabled: false }]
const outdated = { __typename: 'Conflict', code: 'PLAN_OUTDATED' }

test('of two administrators who looked at the city as it was, the second is told to look again', async () => {
  const [annas, boriss] = [await planOf(leftOff, anna), await planOf(rightOff, boris)]
  expect(await press(leftOff, annas, anna)).toEqual({ __typename: 'ModulesChanged' })
  const between = await state()
  expect(between.modules).toEqual([
    { id: 'left', enabled: false },
    { id: 'right', enabled: true },
  ])
  expect(await press(rightOff, boriss, boris)).toEqual(outdated)
  expect(await press(leftOff, annas, anna), 'a plan is good once').toEqual(outdated)
  expect(await state(), 'nothing changed, not the revision either').toEqual(between)
  expect(await press(rightOff, await planOf(rightOff, boris), boris)).toEqual({ __typename: 'ModulesChanged' })
})

test('a plan allows what it showed and nothing else', async () => {
  const before = await state()
  const plan = await planOf([{ module: 'left', enabled: true }], anna)
  for (const other of [
    [{ module: 'right', enabled: true }],
    [
      { module: 'left', enabled: true },
      { module: 'right', enabled: true },
    ],
  ])
    expect(await press(other, plan, anna)).toEqual(outdated)
  expect(await press([{ module: 'left', enabled: true }], `${plan.slice(0, -1)}x`, anna)).toEqual(outdated)
  expect(await state()).toEqual(before)
  expect(await press([{ module: 'left', enabled: true }], plan, anna)).toEqual({ __typename: 'ModulesChanged' })
})

test('of those who press in the same moment exactly one is obeyed', async () => {
  for (const enabled of [true, false, true, false]) {
    const change: Change = [{ module: 'right', enabled }]
    const before = await state()
    const plans = await Promise.all(
      [anna, boris, anna, boris].map(async (by) => ({ by, plan: await planOf(change, by) })),
    )
    const replies = await Promise.all(plans.map(({ by, plan }) => press(change, plan, by)))
    expect(replies.map((reply) => reply.code ?? reply.__typename).sort()).toEqual([
      'ModulesChanged',
      'PLAN_OUTDATED',
      'PLAN_OUTDATED',
      'PLAN_OUTDATED',
    ])
    expect((await state()).city.revision).toBe(before.city.revision + 1)
  }
})
