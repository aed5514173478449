import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// the matrix prints as it goes and brings its own database, browser and platform: it is a command first
test('nothing keeps anybody out of any page and state, in any language, width and theme', async () => {
  const matrix = spawn(process.execPath, [fileURLToPath(new URL('matrix.ts', import.meta.url))], { stdio: 'inherit' })
  const code = await new Promise<number | null>((resolve, reject) => {
    matrix.once('error', reject).once('exit', resolve)
  })
  expect(code).toBe(0)
}, 3_600_000)
