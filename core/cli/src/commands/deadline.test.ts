import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Command } from 'commander'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from '@vmeste/sdk'
import { run } from '../run.ts'
import { deadlineCommand } from './deadline.ts'

const answer = z.object({
  due: z.string(),
  provisional: z.boolean(),
  steps: z.array(z.object({ at: z.string(), rule: z.string(), text: z.string() })),
})
const failure = z.strictObject({ code: z.string(), message: z.string() })

async function deadline(line: string) {
  const printed = vi.spyOn(console, 'log').mockReturnValue()
  const code = await run(new Command('vmeste').addCommand(deadlineCommand()), [
    'deadline',
    ...line.split(' ').filter(Boolean),
    '--json',
  ])
  expect(printed).toHaveBeenCalledTimes(1)
  return { code, json: JSON.parse(String(printed.mock.calls[0]?.[0])) as unknown }
}

afterEach(() => vi.restoreAllMocks())

describe('the golden deadlines through the command line', () => {
  test.each([
    ['1', 'by-message 5wd --from 2026-04-16', '2026-04-25T23:59:59+03:00'],
    ['2', 'by-300z register --from 2026-04-17T17:30', '2026-04-22T23:59:59+03:00'],
    ['3', 'by-300z consider --from 2026-04-22', '2026-05-07T23:59:59+03:00'],
    ['4', 'by-300z forward --from 2026-04-22', '2026-04-28T23:59:59+03:00'],
    ['5', 'by-300z considerStudy --from 2026-04-22', '2026-05-22T23:59:59+03:00'],
    ['6, next', 'by-300z consider --from 2026-09-12', '2026-09-28T23:59:59+03:00'],
    ['6, previous', 'by-300z consider --from 2026-09-12 --roll previous', '2026-09-25T23:59:59+03:00'],
    ['6, previous by the rules', 'ru-59fz 15d --from 2026-09-12 --city uzda', '2026-09-25T23:59:59+03:00'],
    ['7', 'generic 5wd --from 2026-06-30', '2026-07-08T23:59:59+03:00'],
    ['8', 'generic 5wd --from 2026-04-27', '2026-05-05T23:59:59+03:00'],
    ['9', 'generic 1mo --from 2026-08-31', '2026-09-30T23:59:59+03:00'],
    ['10', 'by-message 9wh --from 2026-09-11T17:20', '2026-09-15T09:00:00+03:00'],
    ['11', 'generic 10wd --from 2026-09-15', '2026-09-29T23:59:59+03:00'],
    ['12', 'generic 10wd --from 2026-12-24', '2027-01-12T23:59:59+03:00'],
  ])('row %s: %s', async (row, line, due) => {
    for (const city of line.includes('--city') ? [''] : ['', ' --city uzda', ' --city zhodino']) {
      const { code, json } = await deadline(line + city)
      expect(code).toBe(0)
      const read = answer.parse(json)
      expect(read).toMatchObject({ due, provisional: row === '12' })
      expect(read.steps.length).toBeGreaterThan(1)
      vi.restoreAllMocks()
    }
  })

  test('row 13: a year without a calendar', async () => {
    const { code, json } = await deadline('generic 10wd --from 2027-12-24')
    expect(code).toBe(1)
    expect(failure.parse(json).code).toBe('CALENDAR_YEAR_MISSING')
  })
})

test('a moment may carry an offset or be local; both are the same moment', async () => {
  const dues: string[] = []
  for (const from of [
    '2026-04-16T18:42',
    '2026-04-16T18:42:00+03:00',
    '2026-04-16T15:42:00.000Z',
    '2026-04-16T16:42+0100',
  ]) {
    dues.push(answer.parse((await deadline(`by-message 24h --from ${from}`)).json).due)
    vi.restoreAllMocks()
  }
  expect(new Set(dues)).toEqual(new Set(['2026-04-17T18:42:00+03:00']))
})

test.each([
  ['by-message 5wd --from yesterday', 'FROM_INVALID'],
  ['by-message 5wd --from 2026-02-30', 'FROM_INVALID'],
  ['by-message 5wd --from 2026-04-16T25:00', 'FROM_INVALID'],
  ['by-message 5wd', 'USAGE'],
  ['by-message --from 2026-04-16', 'USAGE'],
  ['by-message 5wd --from 2026-04-16 --roll sideways', 'USAGE'],
  ['by-message 5wd --from 2026-04-16 --city __proto__', 'CITY_UNKNOWN'],
  ['by-message soon --from 2026-04-16', 'TERM_UNKNOWN'],
  ['by-300z longWorks --from 2026-04-16', 'TERM_NEEDS_DATE'],
  ['by-301z 5wd --from 2026-04-16', 'PROFILE_UNKNOWN'],
  ['by-300z 5wd --from 2020-04-16', 'PROFILE_NOT_IN_FORCE'],
])('%s is refused with %s', async (line, expected) => {
  const { code, json } = await deadline(line)
  expect(code).toBe(1)
  const { code: name, message } = failure.parse(json)
  expect(name).toBe(expected)
  expect(message).not.toMatch(/\{\w+\}|^$/)
})

test('words come in the language asked for', async () => {
  expect(answer.parse((await deadline('by-message 5wd --from 2026-04-16 --lang be')).json).steps[0]?.text).toBe(
    '16.04.2026 — дзень атрымання, лік ідзе з наступнага дня',
  )
})

test('the program itself answers with no server, and a failure is exit code 1', async () => {
  const own = fileURLToPath(new URL('../../../../node_modules/.bin/node', import.meta.url))
  const vmeste = (...args: string[]) =>
    promisify(execFile)(existsSync(own) ? own : process.execPath, [
      fileURLToPath(new URL('../main.ts', import.meta.url)),
      ...args,
    ])
  expect(
    answer.parse(
      JSON.parse(
        (await vmeste('deadline', 'by-300z', 'register', '--from', '2026-04-17T17:30:00+03:00', '--json')).stdout,
      ),
    ).due,
  ).toBe('2026-04-22T23:59:59+03:00')
  const refused: unknown = await vmeste('deadline', 'by-300z', 'nothing', '--from', '2026-04-17', '--json').catch(
    (error: unknown) => error,
  )
  expect(refused).toMatchObject({ code: 1 })
  expect(failure.parse(JSON.parse((refused as { stdout: string }).stdout)).code).toBe('TERM_UNKNOWN')
}, 30_000)
