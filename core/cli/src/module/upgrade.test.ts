import { expect, test } from 'vitest'
import { newContents } from './new-contents.ts'
import type { PackageContents } from './package-contents.ts'
import { requireForward } from './ran-migrations.ts'

const title = { ru: 'Фонари', be: 'Ліхтары', en: 'Lamps' }
const contents = (
  changed: {
    uses?: string[]
    tables?: string[]
    lends?: string[]
    rights?: string[]
    fields?: string[]
    columns?: string[]
    roles?: string[]
    secrets?: number
    paths?: string[]
  } = {},
): PackageContents => ({
  manifest: {
    contract: 1,
    id: 'lamps',
    package: 'lamps',
    version: '0.1.0',
    engine: '^0.1',
    title,
    summary: title,
    provides: [],
    requires: [],
    uses: changed.uses ?? ['Files'],
    jobs: [{ name: 'look', cron: '0 3 * * *' }],
    personalData: [{ table: 'lamp', columns: changed.columns ?? ['person'], purpose: title, retentionMonths: 12 }],
    routes: [{ method: 'GET', path: '/lamp', public: true }],
    health: false,
  },
  events: {
    emits: { 'lamps.lit@1': {} },
    subscribes: [
      {
        type: 'appeals.report.routed@1',
        schema: { properties: Object.fromEntries((changed.fields ?? ['number']).map((field) => [field, {}])) },
      },
    ],
  },
  tables: changed.tables ?? ['lamp'],
  lends: { Files: changed.lends ?? ['light'] },
  permissions: Object.fromEntries(
    (changed.rights ?? ['lamps.light']).map((right) => [right, { title, default: changed.roles ?? ['operator'] }]),
  ),
  secrets: changed.secrets ?? 1,
  web: { menu: [{ audience: 'staff' }], publicPages: (changed.paths ?? ['/l']).map((path) => ({ path })) },
})

test('a version that gets nothing new has nothing new', () => {
  const { manifest, events, tables, lends, permissions, secrets, web } = newContents(contents(), contents())
  expect(
    [
      manifest.uses,
      manifest.personalData,
      manifest.jobs,
      manifest.routes,
      events.subscribes,
      Object.keys(events.emits),
      tables,
      Object.values(lends).flat(),
      Object.keys(permissions),
      secrets,
      web.menu,
      web.publicPages,
    ].flat(),
  ).toEqual([0])
})

test('what is new is all that is told, a field of an event and a role that gets a right among it', () => {
  const now = contents({
    uses: ['Files', 'Numbering'],
    tables: ['lamp', 'post'],
    lends: ['light', 'put_out'],
    rights: ['lamps.light', 'lamps.break'],
    fields: ['number', 'person'],
    columns: ['person', 'phone'],
    secrets: 3,
    paths: ['/l', '/m'],
  })
  const { manifest, events, tables, lends, permissions, secrets, web } = newContents(now, contents())
  expect(manifest.uses).toEqual(['Numbering'])
  expect(tables).toEqual(['post'])
  expect(lends).toEqual({ Files: ['put_out'] })
  expect(Object.keys(permissions)).toEqual(['lamps.break'])
  expect(Object.keys(events.subscribes[0]!.schema.properties!)).toEqual(['person'])
  expect(manifest.personalData[0]!.columns).toEqual(['phone'])
  expect([secrets, web.publicPages]).toEqual([2, [{ path: '/m' }]])
  expect(Object.keys(newContents(contents({ roles: ['operator', 'guest'] }), contents()).permissions)).toEqual([
    'lamps.light',
  ])
})

test('a version that lacks what has run is refused, and one that only adds is not', () => {
  const step = { id: 'lamps', from: '0.2.0', to: '0.1.0' }
  expect(() => {
    requireForward(step, ['0001-lamps', '0002-height'], ['0001-lamps'])
  }).toThrow(
    expect.objectContaining({
      code: 'VMESTE_MODULE_DOWNGRADE',
      message: expect.stringMatching(/0\.1\.0 does not know "0002-height", which lamps 0\.2\.0/) as string,
    }),
  )
  expect(() => {
    requireForward(step, ['0001-lamps'], ['0001-lamps', '0002-height'])
  }).not.toThrow()
})
