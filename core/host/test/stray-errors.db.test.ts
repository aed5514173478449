import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, inject, test } from 'vitest'
import { createTestHost, testSecret } from '@vmeste/testkit'
import { notes } from './notes-plugin.ts'
import { wretch } from './wretch-plugin.ts'

test('10. an error that a module left behind costs it its health, one that is nobody’s ends the process in order', async () => {
  const city = await createTestHost({ postgres: inject('postgres'), modules: [notes, wretch] })
  const child = spawn(process.execPath, [
    fileURLToPath(new URL('stray-host.ts', import.meta.url)),
    city.databaseUrl,
    testSecret,
  ])
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  await expect.poll(() => output, { timeout: 20_000 }).toContain('ready')
  const url = `http://127.0.0.1:${/ready (\d+)/.exec(output)![1]}`
  const ask = async (query: string) =>
    await (
      await fetch(`${url}/c/uzda/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      })
    ).json()
  const ready = async () => await (await fetch(`${url}/health/ready`)).json()

  expect(await ask('{ wretchStrays notes { text } }')).toEqual({ data: { wretchStrays: 'strayed', notes: [] } })
  await expect.poll(ready).toEqual({ status: 'ok', modules: [{ id: 'wretch', state: 'DEGRADED' }] })
  await ask('{ a: wretchStrays b: wretchStrays }')
  await expect.poll(ready).toEqual({ status: 'ok', modules: [{ id: 'wretch', state: 'UNHEALTHY' }] })
  expect(await ask('{ wretchWell notes { text } }')).toMatchObject({
    data: { wretchWell: null, notes: [] },
    errors: [{ extensions: { code: 'MODULE_UNHEALTHY' } }],
  })

  const exit = once(child, 'exit')
  child.kill('SIGUSR2')
  expect(await exit).toEqual([1, null])
  expect(output).toContain('ended by Error: nobody’s')
  await city.stop()
})
