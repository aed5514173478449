import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildPortal } from './build-portal.ts'
import { webRoot } from './places.ts'
import { budgets, weigh } from './report-sizes.ts'

const modules = ['appeals', 'ratings'].map((name) => join(webRoot, '../modules', name))

test('the citizen\'s first load, the public pages\' styles and the map stay within their budgets', async () => {
  await buildPortal({ modules })
  const sizes = weigh(modules)
  expect(sizes.app).toBeLessThan(budgets.app)
  // the rest of the 25 kB belongs to the page's own HTML
  expect(sizes.publicStyles).toBeLessThan(15_000)
  expect(sizes.moduleEntry).toBeLessThan(budgets.moduleEntry)
  expect(sizes.map).toBeLessThan(budgets.map)
}, 60_000)
