import { expect, test } from 'vitest'
import { defineWeb, type WebModule } from '@vmeste/sdk/web'
import { createModuleRegistry, type LoaderHost } from './module-registry.ts'

const texts = {
  ru: async () => ({ default: {} }),
  be: async () => ({ default: {} }),
  en: async () => ({ default: {} }),
}
const component = async () => ({ default: {} })
const module = (id: string): WebModule =>
  defineWeb({
    id,
    messages: texts,
    routes: [
      { path: '/inbox', name: 'inbox', title: 'inbox', component },
      { path: '/desk', name: 'desk', title: 'desk', component },
    ],
    menu: [{ route: 'inbox', title: 'inbox', icon: 'inbox', audience: 'staff', order: id === 'appeals' ? 20 : 10 }],
  })
const ref = (id: string, version = '1') => ({
  id,
  entry: `/assets/m/${id}/web-${version}.js`,
  css: [`${id}.css`],
  integrity: 'sha384-x',
})

function page(modules: Record<string, WebModule | Error>): { host: LoaderHost; there: Set<string>; failed: string[] } {
  const there = new Set<string>()
  const put = (what: string) => {
    if (there.has(what)) throw new Error(`twice: ${what}`)
    there.add(what)
    return () => {
      if (!there.delete(what)) throw new Error(`gone before: ${what}`)
    }
  }
  const failed: string[] = []
  return {
    there,
    failed,
    host: {
      importModule: async ({ id }) => {
        const found = modules[id]
        if (!found || found instanceof Error) throw found ?? new Error('404')
        return found
      },
      addStyles: (hrefs) => put(`css ${hrefs.join()}`),
      addTexts: async ({ id }) => put(`texts ${id}`),
      addPageTexts: async () => undefined,
      addRoute: ({ id }, { name }) => put(`route ${id}.${name}`),
      addPublicPage: ({ id }, { name }) => put(`page ${id}.${name}`),
      report: (id) => {
        failed.push(id)
      },
    },
  }
}

test('switching off takes away exactly what switching on brought', async () => {
  const { host, there } = page({ appeals: module('appeals'), ratings: module('ratings') })
  const registry = createModuleRegistry(host)
  await registry.sync([ref('ratings')])
  const before = [...there]
  expect(await registry.sync([ref('ratings'), ref('appeals')])).toEqual({ added: ['appeals'], removed: [] })
  expect(registry.menu.value.map(({ module: id }) => id)).toEqual(['ratings', 'appeals'])
  expect(await registry.sync([ref('ratings')])).toEqual({ added: [], removed: ['appeals'] })
  expect([...there]).toEqual(before)
  expect(registry.menu.value.map(({ module: id }) => id)).toEqual(['ratings'])
  await registry.sync([])
  expect(there.size).toBe(0)
})

test('a new version replaces the old one, quick switches do not overtake each other', async () => {
  const { host, there } = page({ appeals: module('appeals') })
  const registry = createModuleRegistry(host)
  await Promise.all([
    registry.sync([ref('appeals')]),
    registry.sync([]),
    registry.sync([ref('appeals')]),
    registry.sync([ref('appeals', '2')]),
  ])
  expect(registry.loaded.get('appeals')?.entry).toContain('-2.js')
  expect(there.size).toBe(4)
})

test('a module that fails halfway leaves nothing behind and the others go on', async () => {
  const broken: WebModule = {
    ...module('ratings'),
    routes: [
      { path: '/x', name: 'x', title: 'x', component },
      { path: '/x', name: 'x', title: 'x', component },
    ],
  }
  const stranger = { ...module('other'), id: 'appeals' }
  const { host, there, failed } = page({
    ratings: broken,
    parking: new Error('refused'),
    other: stranger,
    appeals: module('appeals'),
  })
  const registry = createModuleRegistry(host)
  expect(await registry.sync([ref('ratings'), ref('parking'), ref('other'), ref('appeals')])).toEqual({
    added: ['appeals'],
    removed: [],
  })
  expect(failed.sort()).toEqual(['other', 'parking', 'ratings'])
  expect([...there].every((what) => what.includes('appeals'))).toBe(true)
})
