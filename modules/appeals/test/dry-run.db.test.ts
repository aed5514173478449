import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTown, submit, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

const admin = { as: 'admin.uzda' }
interface Rule {
  topic: string | null
  department: string
}
interface Tried {
  tried: number
  all: boolean
  other: number
  unserved: number
  moves: { from: { code: string } | null; to: { code: string } | null; reports: number }[]
  reports: { id: string; to: { code: string; name: string } | null; rule: number | null }[]
  hits: number[]
}
const dryRun = async (rules: readonly Rule[]) =>
  (
    await town.ask<{ dryRunRules: Tried }>(
      'query ($rules: [RoutingRuleInput!]!) { dryRunRules(rules: $rules) { tried all other unserved moves { from { code } to { code } reports } reports { id number topic { title } place from { code } to { code name } rule } hits } }',
      { rules },
      admin,
    )
  ).dryRunRules
const save = (rules: readonly Rule[]) =>
  town.ask(
    'mutation ($rules: [RoutingRuleInput!]!) { saveRoutingRules(rules: $rules) { __typename ... on Problem { code message } } }',
    { rules },
    admin,
  )

const sent = [
  { object: 'UZ-0047', tile: 'SWING' },
  { object: 'UZ-0047', tile: 'DARK' },
  { object: 'UZ-0048', tile: 'SHELTER' },
  { object: 'UZ-0048', tile: 'ICE' },
  { object: 'UZ-0049', tile: 'LIFT' },
  { object: 'UZ-0049', tile: 'OTHER' },
  { place: { address: 'ул. Садовая, 1' }, topic: 'ROAD.HOLE' },
  { place: { address: 'ул. Садовая, 2' }, topic: 'ANIM.STRAY' },
]
const sendAll = async () => {
  const reports: { id: string; department: string | null }[] = []
  for (const [at, input] of sent.entries())
    reports.push(await submit(town, { ...input, anywayNew: true }, { device: `phone-${reports.length}-${at}` }))
  return reports
}

test('what the trial says is what then happens, report by report', async () => {
  await save([{ topic: 'ANIM.STRAY', department: 'WATER' }])
  const before = await sendAll()
  const rules = [
    { topic: 'HOUSE.LIFT', department: 'LIGHT' },
    { topic: 'YARD', department: 'ROAD' },
    { topic: 'TRANS.STOP', department: 'WATER' },
  ]
  const tried = await dryRun(rules)
  expect(tried).toMatchObject({ tried: sent.length, all: true, other: 4, unserved: 1, hits: [1, 1, 1] })
  expect(tried.reports[0]).toMatchObject({ id: before[7]!.id, to: null, rule: null })
  expect(tried.moves.map(({ reports }) => reports).reduce((sum, n) => sum + n, 0)).toBe(tried.other)
  const foretold = before.map(({ id, department }) => {
    const moved = tried.reports.find((report) => report.id === id)
    return moved ? (moved.to?.name ?? null) : department
  })
  await save(rules)
  expect((await sendAll()).map(({ department }) => department)).toEqual(foretold)
  expect(await dryRun(rules)).toMatchObject({ tried: 2 * sent.length, other: 0, reports: [] })
})

test('a trial keeps nothing, and refuses what could not be saved', async () => {
  const rules = '{ routingRules { topic department } }'
  const stood = await town.ask(rules, {}, admin)
  await dryRun([])
  expect(await town.ask(rules, {}, admin)).toEqual(stood)
  const refused = await town.graph('uzda', '{ dryRunRules(rules: [{ department: "NOBODY" }]) { other } }', {}, admin)
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID' })
  const long = await town.graph('uzda', '{ dryRunRules(rules: [], days: 93) { other } }', {}, admin)
  expect(long.errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID' })
})
