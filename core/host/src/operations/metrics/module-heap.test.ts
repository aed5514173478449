import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { ModuleHeap } from './module-heap.ts'

const megabyte = 1024 * 1024

/** A package that keeps as many numbers as it is told, by code of its own and by a library's. */
function packageOf(home: string, id: string): string {
  const folder = join(home, id)
  mkdirSync(join(folder, 'contract'), { recursive: true })
  writeFileSync(join(folder, 'contract/module.json'), JSON.stringify({ id }))
  writeFileSync(
    join(folder, 'plugin.mjs'),
    `import { hoard } from '../library.mjs'
     const kept = []
     export const keep = (bytes) => kept.push(hoard(bytes))
     export const drop = () => { kept.length = 0 }`,
  )
  return folder
}

test('memory is told by the module whose code asked for it, through a library too, while it lives', async () => {
  const home = mkdtempSync(join(tmpdir(), 'vmeste-heap-'))
  const warned: unknown[] = []
  const folders = ['hoarder', 'modest'].map((id) => packageOf(home, id))
  // numbers in objects: what lies outside of the heap is not sampled
  writeFileSync(
    join(home, 'library.mjs'),
    `export const hoard = (bytes) => Array.from({ length: bytes / 32 }, (_, n) => ({ n, half: n / 2 }))`,
  )
  const heap = new ModuleHeap([...folders, home], { warn: (...said: unknown[]) => void warned.push(said) }, 0)
  onTestFinished(() => {
    heap.stop()
    rmSync(home, { recursive: true })
  })
  interface Package {
    keep(bytes: number): void
    drop(): void
  }
  const [hoarder, modest] = (await Promise.all(
    folders.map((folder) => import(pathToFileURL(join(folder, 'plugin.mjs')).href)),
  )) as [Package, Package]

  expect([...(await heap.read()).keys()]).toEqual(['platform', 'hoarder', 'modest'])
  hoarder.keep(32 * megabyte)
  modest.keep(2 * megabyte)
  const full = await heap.read()
  expect(full.get('hoarder')).toBeGreaterThan(16 * megabyte)
  expect(full.get('modest')).toBeLessThan(8 * megabyte)
  hoarder.drop()
  // a reading collects what is dead before it tells
  expect((await heap.read()).get('hoarder')).toBeLessThan(8 * megabyte)
  expect(warned).toEqual([])
})
