import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { importFile } from './import-file.ts'

test('a file that waits at its top level is not waited for; one that ends is there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-import-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const [good, endless] = [join(folder, 'good.mjs'), join(folder, 'endless.mjs')]
  await writeFile(good, 'export default 42')
  await writeFile(endless, 'await new Promise((resolve) => { setTimeout(resolve, 1e9).unref() })\nexport default 42')
  expect(await importFile(good)).toMatchObject({ default: 42 })
  await expect(importFile(endless, 100)).rejects.toThrow(/did not come to its end within 0\.1 s/)
})
