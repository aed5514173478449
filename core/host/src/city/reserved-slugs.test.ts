import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reservedSlugs } from './reserved-slugs.ts'

const root = join(import.meta.dirname, '../../../..')
/** Where addresses are written down: the host's routers, routes of modules, pages of the portal and of modules. */
const written = ['core/host/src', 'core/civic/src', 'web/src', 'modules'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (file) =>
        file.isFile() &&
        /\.ts$/.test(file.name) &&
        !/\.test\.ts$|^test-/.test(file.name) &&
        !/node_modules|\/dist\//.test(file.parentPath),
    )
    .map((file) => join(file.parentPath, file.name)),
)
const addresses = written.flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /(?:\.(?:get|post|put|all|use)\(\[?|path: |base\}|basePath = |Path = )['"`]?(\/[\w/:.${}*?()-]*)['"`]?/g,
    ),
  ].map((match) => match[1]!),
)

test('no word of an address can be the name of a city', () => {
  expect(addresses.length).toBeGreaterThan(60)
  const words = new Set(
    addresses
      .flatMap((address) => address.split('/'))
      .map((word) => word.replace(/\.\w+$/, ''))
      .filter((word) => /^[a-z][a-z0-9-]{1,40}$/.test(word)),
  )
  expect(['graphql', 'health', 'admin', 'files', 'cases'].filter((word) => !words.has(word))).toEqual([])
  expect([...words].filter((word) => !reservedSlugs.has(word)).sort()).toEqual([])
})
