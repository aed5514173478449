import { signingKeyOpens } from './signing-key-opens.ts'
import type { StorageUnit } from '../../../storage/units/unit.ts'
import { Identity } from './0001-identity.ts'
import { RefreshChains } from './0002-refresh-chains.ts'
import { SecondFactor as SecondFactorMigration } from './0003-second-factor.ts'
import { EndedSessions } from './0004-ended-session.ts'
import { SigningFrom } from './0005-signing-from.ts'
import { Phone } from './0006-phone.ts'
import { KnownPlaces } from './0010-known-place.ts'
import {
  Account,
  Artefact,
  Attempt,
  CityRole,
  CityRule,
  EndedSession,
  KnownPlace,
  PhoneCode,
  Realm,
  RecoveryCode,
  RefreshChain,
  SecondFactor,
  SigningKey,
} from './identity-entities.ts'

/**
 * The tables of the embedded provider. People belong to the realm and not to a city, so nothing here carries a city
 * of the row-level kind: the wall is the schema itself, which only the role `identity` may touch.
 */
export const identityUnit: StorageUnit = {
  id: 'identity',
  schema: 'identity',
  partOfHost: true,
  opens: signingKeyOpens,
  entities: [
    Account,
    CityRole,
    Artefact,
    RefreshChain,
    EndedSession,
    SigningKey,
    SecondFactor,
    RecoveryCode,
    PhoneCode,
    CityRule,
    Attempt,
    Realm,
    KnownPlace,
  ],
  migrations: [
    { name: '0001-identity', class: Identity },
    { name: '0002-refresh-chains', class: RefreshChains },
    { name: '0003-second-factor', class: SecondFactorMigration },
    { name: '0004-ended-session', class: EndedSessions },
    { name: '0005-signing-from', class: SigningFrom },
    { name: '0006-phone', class: Phone },
    { name: '0010-known-place', class: KnownPlaces },
  ],
}
