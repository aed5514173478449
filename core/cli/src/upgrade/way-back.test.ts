import { expect, test } from 'vitest'
import { wayBack } from './way-back.ts'

const embedded = { dataFolder: '/srv/our town/data', databaseUrl: undefined, hadMark: false }
const outer = {
  dataFolder: '/data',
  databaseUrl: 'postgres://vmeste_owner:a%20secret@db.example:5432/vmeste?sslmode=require',
  hadMark: true,
}

test('an embedded database goes back by its copy; a mark that the older release does not know goes away', async () => {
  expect(
    await wayBack(
      { how: 'folder', release: '0.1.0', copy: '/keep/postgres-1', place: '/srv/our town/data/postgres' },
      embedded,
    ),
  ).toEqual([
    `mv '/srv/our town/data/postgres' '/srv/our town/data/postgres-updated'`,
    `cp -a /keep/postgres-1 '/srv/our town/data/postgres'`,
    `rm '/srv/our town/data/installation'`,
    'git checkout acb1ca55ee75da49d5c89606bb2bbecab98c3cdd',
    'npm start',
  ])
})

test('an outer one goes back into a database beside, and no password is shown', async () => {
  const words = await wayBack({ how: 'backup', release: '0.2.0', file: '/keep/vmeste.backup' }, outer)
  expect(words).toEqual([
    'createdb --owner=vmeste_owner --template=template0 vmeste_before   # as the superuser of PostgreSQL',
    'export DATABASE_URL="${DATABASE_URL%/*}/vmeste_before?sslmode=require"',
    'git checkout v0.2.0',
    'export VMESTE_DATA=/data-before',
    'npm run -s vmeste -- restore /keep/vmeste.backup',
    'npm start',
  ])
  expect((await wayBack({ how: 'dump', release: '0.1.0', file: '/keep/vmeste.dump' }, outer)).join('\n')).not.toContain(
    'secret',
  )
})

test('where nothing was kept, no way is shown', async () => {
  expect(await wayBack({ how: 'elsewhere', release: '0.1.0' }, outer)).toEqual([])
})
