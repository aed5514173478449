import type pg from 'pg'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { boundConnections, connectionsOf } from './connection-bound.ts'

const read = (file: string): string => readFileSync(join(import.meta.dirname, '../../../..', file), 'utf8')
const server = (allowed: number, ofDatabase = -1): pg.ClientBase =>
  ({ query: () => Promise.resolve({ rows: [{ server: allowed, database: ofDatabase }] }) }) as unknown as pg.ClientBase

test('one host has all that it can use, where PostgreSQL is as it comes', async () => {
  expect(await boundConnections(server(97), { hosts: 1, units: 5 })).toEqual({
    hosts: 1,
    units: 5,
    pool: 8,
    perHost: 53,
    room: 87,
  })
})

test.each([
  [2, 97],
  [3, 97],
  [3, 197],
  [10, 500],
])('%i hosts together stay within %i', async (hosts, allowed) => {
  const bound = await boundConnections(server(allowed), { hosts, units: 5 })
  expect(bound.pool).toBeGreaterThanOrEqual(2)
  expect(hosts * connectionsOf(5, bound.pool)).toBeLessThanOrEqual(allowed)
})

test('the limit of the database counts where it is the lower one', async () => {
  expect((await boundConnections(server(500, 60), { hosts: 1, units: 5 })).pool).toBe(7)
})

test('too few are told with how many are needed', async () => {
  await expect(boundConnections(server(97), { hosts: 4, units: 5 })).rejects.toThrow(
    /97 connections, and 4 hosts with 5 parts need 102 at least, 222 to be quick/,
  )
})

test('the manual counts as the host does', () => {
  const rows = [...read('docs/operations.md').matchAll(/^\| (\d+) \| (\d+) \| (\d+) \|$/gm)].map(([, ...figures]) =>
    figures.map(Number),
  )
  expect(rows.length).toBeGreaterThan(2)
  // ten to spare and three of the superuser's
  for (const [hosts = 0, quick, least] of rows)
    expect([quick, least], `${hosts} hosts`).toEqual([
      hosts * connectionsOf(5, 8) + 13,
      hosts * connectionsOf(5, 2) + 13,
    ])
})
