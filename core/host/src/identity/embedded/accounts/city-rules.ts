import type { IdentityDb } from '../../shared/tables/identity-tables.ts'
import type { Account } from './account-store.ts'

/** Stands for every city and for the platform itself. */
export const everywhere = '*'

/**
 * Whether whoever works for a city must take a second step to sign in. Rows and not configuration: a city decides, and
 * hosts hear at the next sign-in.
 */
export const cityRules = (db: IdentityDb) => ({
  async requireSecondFactor(city: string, required: boolean): Promise<void> {
    const row = { second_factor: required, changed_at: new Date() }
    await db
      .insertInto('city_rule')
      .values({ city, ...row })
      .onConflict((conflict) => conflict.column('city').doUpdateSet(row))
      .execute()
  },
  /** Residents are never asked. */
  async asksSecondFactor(account: Account): Promise<boolean> {
    const cities = account.city_roles.map(({ city }) => city)
    if (cities.length === 0 && account.realm_roles.length === 0) return false
    const rule = await db
      .selectFrom('city_rule')
      .select('city')
      .where('second_factor', '=', true)
      .where('city', 'in', [everywhere, ...cities])
      .limit(1)
      .executeTakeFirst()
    return rule !== undefined
  },
})
export type CityRules = ReturnType<typeof cityRules>
