import { Problem, type CaseSource, type CaseSummary, type Ctx } from '@vmeste/sdk'
import { expect, test, vi } from 'vitest'
import { myCases } from './my-cases.ts'

const summary = (id: string, day: number): CaseSummary => ({
  id,
  subject: `trees:Tree:${id}`,
  number: `УЗ-Д-2026-00000${id}`,
  title: 'Дерево',
  publicStatus: 'RECEIVED',
  createdAt: new Date(Date.UTC(2026, 8, day)),
  updatedAt: new Date(Date.UTC(2026, 8, day)),
  href: `/t/${id}`,
})

type Mine = (page: Parameters<CaseSource['mine']>[1]) => ReturnType<CaseSource['mine']>
const ctxWith = (...sources: Mine[]) =>
  ({
    person: () => ({ key: 'iss|me' }),
    capabilities: () => sources.map((mine, index) => ({ module: `m${index}`, type: 'Tree', implementation: { mine } })),
  }) as unknown as Ctx

test('cases of all modules, newest first, cut to the page', async () => {
  const trees = vi.fn<Mine>(async () => [summary('4', 4), summary('1', 1)])
  const calls: Mine = async () => [summary('3', 3), summary('2', 2)]
  const before = new Date()
  expect(
    (await myCases(ctxWith(trees, calls), { first: 3, before })).map((each) => each instanceof Error || each.id),
  ).toEqual(['4', '3', '2'])
  expect(trees).toHaveBeenCalledWith({ limit: 3, before })
  await myCases(ctxWith(trees), { first: 1_000_000 })
  expect(trees).toHaveBeenLastCalledWith({ limit: 50 })
})

test('a module that fails or hangs takes only its own cases with it, and that is said', async () => {
  vi.useFakeTimers()
  const answer = myCases(
    ctxWith(
      async () => [summary('1', 1)],
      () => Promise.reject(new Error('broken')),
      () => new Promise(() => undefined),
    ),
    { first: 20 },
  )
  await vi.advanceTimersByTimeAsync(3_000)
  vi.useRealTimers()
  const [row, ...problems] = await answer
  expect(row).toMatchObject({ id: '1' })
  expect(problems).toEqual([expect.any(Problem), expect.any(Problem)])
  expect(problems[0]).toMatchObject({ code: 'CASES_INCOMPLETE' })
})
