import { sql, type Selectable } from 'kysely'
import type { CityRole } from '../../shared/port/identity-port.ts'
import type { AccountTable, IdentityDb } from '../../shared/tables/identity-tables.ts'

export type Account = Selectable<AccountTable> & { readonly city_roles: readonly CityRole[] }

/** More cities than one person serves; a token that named more would not fit a request header. */
const maxCityRoles = 60

const withCityRoles = (db: IdentityDb) =>
  db
    .selectFrom('account')
    .selectAll('account')
    .select((select) => [
      sql<
        CityRole[]
      >`coalesce((select jsonb_agg(jsonb_build_object('city', r.city, 'role', r.role) order by r.city, r.role)
    from (${select
      .selectFrom('city_role')
      .select(['city', 'role'])
      .whereRef('account_id', '=', 'account.id')
      .orderBy('city')
      .orderBy('role')
      .limit(maxCityRoles)}) r), '[]')`.as('city_roles'),
    ])

/**
 * Reads of accounts, each with its city roles, as they are now: a role withdrawn is gone from the next token. Where
 * there is no demonstration its invented people are closed accounts, whatever their rows say, so every way in that asks
 * for an open one refuses them.
 *
 * @param open whether there is a demonstration
 */
export function accountStore(db: IdentityDb, open: boolean) {
  const asOfNow = (account: Account): Account =>
    open || !account.demonstration ? account : { ...account, enabled: false }
  const one = async (query: ReturnType<typeof withCityRoles>): Promise<Account | undefined> => {
    const account = await query.executeTakeFirst()
    return account && asOfNow(account)
  }
  return {
    byId: (id: string): Promise<Account | undefined> => one(withCityRoles(db).where('id', '=', id)),

    byUsername: (username: string): Promise<Account | undefined> =>
      one(withCityRoles(db).where('username', '=', username)),

    /** By what people type at the door: their user name or their e-mail. */
    byLogin: (login: string): Promise<Account | undefined> =>
      one(
        withCityRoles(db)
          .where((when) => when.or([when('username', '=', login), when('email', '=', login)]))
          .orderBy((order) => order('username', '=', login), 'desc')
          .limit(1),
      ),

    byEmail: (email: string): Promise<Account | undefined> => one(withCityRoles(db).where('email', '=', email)),

    /** Whether there is anybody invented: the demonstration may have been taken away while the host runs. */
    anyInvented: async (): Promise<boolean> =>
      (await db.selectFrom('account').select('id').where('demonstration', '=', true).limit(1).executeTakeFirst()) !==
      undefined,

    async page({ city, after, limit }: { city?: string; after?: string; limit: number }): Promise<Account[]> {
      const rows = await withCityRoles(db)
        .$if(after !== undefined, (query) => query.where('username', '>', after ?? ''))
        .$if(city !== undefined, (query) =>
          query.where(
            'id',
            'in',
            db
              .selectFrom('city_role')
              .select('account_id')
              .where('city', '=', city ?? ''),
          ),
        )
        .orderBy('username')
        .limit(limit)
        .execute()
      return rows.map(asOfNow)
    },
  }
}
export type AccountStore = ReturnType<typeof accountStore>
