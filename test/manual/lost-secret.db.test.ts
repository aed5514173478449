import { keyOf, openStorage } from '@vmeste/host/storage'
import { createTestDatabase, testSecret } from '@vmeste/testkit'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { createEmbeddedIdentity } from '../../core/host/src/identity/embedded/create-embedded-identity.ts'
import { identityUnit } from '../../core/host/src/identity/shared/tables/identity-unit.ts'
import { read } from '../workspace.ts'

const newSecret = 'another secret of the same installation'

/** A host as far as it needs the secret: roles, fingerprint, keys that sign. */
async function start(url: string, secret: string) {
  const storage = await openStorage(url, secret, [], [identityUnit])
  try {
    const identity = await createEmbeddedIdentity({
      pool: storage.pool('identity'),
      origin: 'http://localhost:3000',
      key: (purpose) => keyOf(secret, purpose),
      mail: async () => undefined,
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
      demonstrationAccounts: [],
    })
    return {
      users: identity.users,
      stop: async () => {
        await identity.stop()
        await storage.close()
      },
    }
  } catch (error) {
    await storage.close()
    throw error
  }
}

test.each(['docs/operations.md', 'docs/ru/operations.md'])(
  'what %s has the owner of the database say where a secret is lost is all that another one needs',
  async (page) => {
    const said = /```sql owner \w+\n((?:(?!```)[^])*fingerprint = null[^]*?)```/.exec(read(page))![1]!
    const { url, drop } = await createTestDatabase(inject('postgres'), [], [identityUnit])
    try {
      const first = await start(url, testSecret)
      await first.users.create({ username: 'olha', givenName: 'Olha', password: 'правильный конь 42' })
      await first.stop()
      await expect(start(url, newSecret)).rejects.toMatchObject({ code: 'VMESTE_SECRET_OTHER' })

      const owner = new pg.Client({ connectionString: url })
      await owner.connect()
      await owner.query(said)
      await owner.end()
      const next = await start(url, newSecret)
      expect((await next.users.find('olha'))?.username).toBe('olha')
      await next.stop()
    } finally {
      await drop()
    }
  },
)
