import type { IdentityDb } from '../../shared/tables/identity-tables.ts'

/**
 * The first half of people's keys: the issuer of the very first start. Tokens name the issuer of today;
 * if people's keys did too, a town that moves to another domain, or a trial to another port, would lose its people.
 */
export async function keyIssuer(db: IdentityDb, realm: string, issuer: string): Promise<string> {
  const read = () => db.selectFrom('realm').select('key_issuer').where('name', '=', realm).executeTakeFirst()
  const known = await read()
  if (known) return known.key_issuer
  await db
    .insertInto('realm')
    .values({ name: realm, key_issuer: issuer })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await read())?.key_issuer ?? issuer
}
