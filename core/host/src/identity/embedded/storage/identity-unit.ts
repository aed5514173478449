import type { StorageUnit } from '../../../storage/unit.ts'
import { Identity } from './0001-identity.ts'
import { Account, Artefact, Attempt, CityRole, Realm, SigningKey } from './identity-entities.ts'

/**
 * The tables of the embedded provider. People belong to the realm and not to a city, so nothing here carries a city
 * of the row-level kind: the wall is the schema itself, which only the role `identity` may touch.
 */
export const identityUnit: StorageUnit = {
  id: 'identity',
  schema: 'identity',
  entities: [Account, CityRole, Artefact, SigningKey, Attempt, Realm],
  migrations: [{ name: '0001-identity', class: Identity }],
}
