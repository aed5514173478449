import { createServer } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { VmesteError } from '@vmeste/sdk'
import { databaseFault, isLate } from './database-fault.ts'
import { reachDatabase } from './reach-database.ts'

const url = 'postgres://town:p%40ss-word@db.example:6432/town_1'
const fault = (code: string, message = 'raw words of a library', more: object = {}): Error =>
  Object.assign(new Error(message), { code, ...more })

test.each([
  ['ECONNREFUSED', '', 'VMESTE_DATABASE_UNREACHABLE', true],
  ['ENOTFOUND', '', 'VMESTE_DATABASE_UNREACHABLE', true],
  ['EAI_AGAIN', '', 'VMESTE_DATABASE_UNREACHABLE', true],
  ['EHOSTUNREACH', '', 'VMESTE_DATABASE_UNREACHABLE', true],
  ['57P03', 'the database system is starting up', undefined, true],
  ['ETIMEDOUT', '', 'VMESTE_DATABASE_UNREACHABLE', false],
  ['', 'timeout expired', 'VMESTE_DATABASE_UNREACHABLE', false],
  ['57P01', 'terminating connection due to administrator command', 'VMESTE_DATABASE_UNREACHABLE', false],
  ['28P01', 'password authentication failed for user "town"', 'VMESTE_DATABASE_PASSWORD', false],
  ['28000', 'no pg_hba.conf entry for host', 'VMESTE_DATABASE_PASSWORD', false],
  ['3D000', 'database "town_1" does not exist', 'VMESTE_DATABASE_MISSING', false],
  ['53300', 'sorry, too many clients already', 'VMESTE_DATABASE_FULL', false],
  ['', 'The server does not support SSL connections', 'VMESTE_DATABASE_TLS', false],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', 'VMESTE_DATABASE_TLS', false],
])('%s %s is told as %s', (code, message, told, late) => {
  const cause = fault(code, message)
  const said = databaseFault(cause, url)
  expect(said?.code).toBe(told ?? 'VMESTE_DATABASE_UNREACHABLE')
  expect(said?.message).toContain('db.example:6432')
  expect(said?.message).not.toMatch(/p@ss|p%40ss/)
  expect(isLate(cause)).toBe(late)
})

test('the file of a certificate that is not there is no database that is late, a socket that is not there is', () => {
  expect(isLate(fault('ENOENT', 'no such file', { syscall: 'open' }))).toBe(false)
  expect(isLate(fault('ENOENT', 'connect ENOENT', { syscall: 'connect' }))).toBe(true)
})

test('what is no fault of the connection is left as it is', () => {
  expect(databaseFault(fault('42P01', 'relation does not exist'), url)).toBeUndefined()
  expect(databaseFault(new VmesteError('VMESTE_ENV_INVALID', 'speaks of a certificate'), url)).toBeUndefined()
})

test('a database that never comes is given up with a code, after a line for each try', async () => {
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const { port } = free.address() as { port: number }
  free.close()
  const lines: string[] = []
  await expect(
    reachDatabase(`postgres://town:secret-word@127.0.0.1:${port}/town`, {
      say: (line) => {
        lines.push(line)
      },
      patienceMs: 300,
    }),
  ).rejects.toMatchObject({ code: 'VMESTE_DATABASE_UNREACHABLE' })
  expect(lines[0]).toMatch(new RegExp(`waiting for the database at 127\\.0\\.0\\.1:${port} \\(ECONNREFUSED\\)`))
  expect(lines.join()).not.toContain('secret-word')
})

test('whoever is told to stop while it waits waits no longer', async () => {
  const stop = new AbortController()
  const waiting = reachDatabase('postgres://town@127.0.0.1:1/town', {
    say: () => {
      stop.abort()
    },
    signal: stop.signal,
  })
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
})
