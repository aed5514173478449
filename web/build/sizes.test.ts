import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildPortal } from './build-portal.ts'
import { clientDist, webRoot } from './places.ts'
import { budgets, weigh } from './report-sizes.ts'

const modules = ['appeals', 'ratings'].map((name) => join(webRoot, '../modules', name))

const portalStyles = (): string[] =>
  (JSON.parse(readFileSync(join(clientDist, '../portal.json'), 'utf8')) as { css: string[] }).css

test("the citizen's first load, the public pages' styles and the map stay within their budgets", async () => {
  await buildPortal({ modules })
  const sizes = weigh(modules)
  expect(sizes.app).toBeLessThan(budgets.app)
  // whichever style names a layer first decides who wins
  const css = portalStyles()
    .map((url) => readFileSync(join(clientDist, url.split('/').at(-1)!), 'utf8'))
    .join('')
  expect([...new Set([...css.matchAll(/@layer ([\w, ]+)/g)].flatMap(([, names]) => names!.split(/, ?/)))]).toEqual([
    'tokens',
    'base',
    'kit',
    'shell',
  ])
  // the rest of the 25 kB belongs to the page's own HTML
  expect(sizes.publicStyles).toBeLessThan(15_000)
  expect(sizes.moduleEntry).toBeLessThan(budgets.moduleEntry)
  expect(sizes.map).toBeLessThan(budgets.map)
}, 60_000)
