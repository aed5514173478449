import { defineEntity, p } from '@vmeste/sdk/storage'

const schema = 'identity'

/** A person who can sign in. Keyed by id everywhere outside; the user name may change one day. */
export const Account = defineEntity({
  name: 'Account',
  schema,
  tableName: 'account',
  uniques: [{ name: 'account_phone_unique', properties: ['phone', 'demonstration'] }],
  properties: {
    id: p.uuid().primary(),
    username: p.string().length(120).unique('account_username_unique'),
    email: p.string().length(254).nullable().unique('account_email_unique'),
    emailVerified: p.boolean().default(false),
    givenName: p.string().length(100),
    familyName: p.string().length(100).default(''),
    passwordHash: p.string().length(255).nullable(),
    realmRoles: p.json().defaultRaw(`'[]'`),
    assurance: p.string().length(20).default('ANONYMOUS'),
    enabled: p.boolean().default(true),
    demonstration: p.boolean().default(false),
    createdAt: p.datetime(3).defaultRaw('now()'),
    passwordChangedAt: p.datetime(3).nullable(),
    /** E.164, confirmed by a code. */
    phone: p.string().length(16).nullable(),
    phoneConfirmedAt: p.datetime(3).nullable(),
  },
})

/** A coarse role inside one city; what it may do there is the city's own mapping. */
export const CityRole = defineEntity({
  name: 'CityRole',
  schema,
  tableName: 'city_role',
  properties: {
    account: () => p.manyToOne(Account).primary().deleteRule('cascade').updateRule('no action'),
    city: p.string().length(63).primary(),
    role: p.string().length(64).primary(),
    grantedAt: p.datetime(3).defaultRaw('now()'),
  },
})

/**
 * Whatever the provider must remember: sessions, codes, refresh tokens, grants. Bearer ids are stored as their SHA-256.
 */
export const Artefact = defineEntity({
  name: 'Artefact',
  schema,
  tableName: 'artefact',
  properties: {
    type: p.string().length(40).primary(),
    id: p.string().length(64).primary(),
    payload: p.json(),
    grantId: p.string().length(64).nullable().index('artefact_grant_id_index'),
    uid: p.string().length(64).nullable().index('artefact_uid_index'),
    accountId: p.string().length(64).nullable().index('artefact_account_id_index'),
    expiresAt: p.datetime(3).nullable().index('artefact_expires_at_index'),
    consumedAt: p.datetime(3).nullable(),
  },
})

/**
 * How far the refresh tokens of one sign-in have got: which is in use, and how often it was. Ids are hashes, as above.
 */
export const RefreshChain = defineEntity({
  name: 'RefreshChain',
  schema,
  tableName: 'refresh_chain',
  properties: {
    id: p.string().length(64).primary(),
    generation: p.integer(),
    token: p.string().length(64),
    uses: p.integer().default(1),
    expiresAt: p.datetime(3).index('refresh_chain_expires_at_index'),
  },
})

/** Sessions that ended while their access tokens may still run; every host refuses those. */
export const EndedSession = defineEntity({
  name: 'EndedSession',
  schema,
  tableName: 'ended_session',
  properties: {
    sid: p.string().length(64).primary(),
    endedAt: p.datetime(3).defaultRaw('now()').index('ended_session_ended_at_index'),
  },
})

/** Keys that sign tokens; the private half is sealed with a key that is not in the database. */
export const SigningKey = defineEntity({
  name: 'SigningKey',
  schema,
  tableName: 'signing_key',
  properties: {
    kid: p.string().length(64).primary(),
    sealed: p.text(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    signsFrom: p.datetime(3).defaultRaw('now()'),
    retiredAt: p.datetime(3).nullable(),
  },
})

/** The app that makes codes for an account; its secret is sealed with a key that is not in the database. */
export const SecondFactor = defineEntity({
  name: 'SecondFactor',
  schema,
  tableName: 'second_factor',
  properties: {
    account: () => p.oneToOne(Account).primary().deleteRule('cascade').updateRule('no action'),
    sealed: p.text(),
    /** The time step of the last good code: none is good twice. */
    lastStep: p.integer(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
})

/** Codes written down for the day the phone is gone, by a keyed hash; a row goes when its code is used. */
export const RecoveryCode = defineEntity({
  name: 'RecoveryCode',
  schema,
  tableName: 'recovery_code',
  properties: {
    account: () => p.manyToOne(Account).primary().deleteRule('cascade').updateRule('no action'),
    hash: p.string().length(64).primary(),
  },
})

/** A code on its way to a telephone, by a keyed hash of person, number and code; with every provider. */
export const PhoneCode = defineEntity({
  name: 'PhoneCode',
  schema,
  tableName: 'phone_code',
  properties: {
    person: p.string().length(400).primary(),
    hash: p.string().length(64),
    tries: p.integer().default(0),
    expiresAt: p.datetime(3).index('phone_code_expires_at_index'),
  },
})

/** What a city asks of those who work for it; `*` is every city. */
export const CityRule = defineEntity({
  name: 'CityRule',
  schema,
  tableName: 'city_rule',
  properties: {
    city: p.string().length(63).primary(),
    secondFactor: p.boolean(),
    changedAt: p.datetime(3).defaultRaw('now()'),
  },
})

/** Where somebody has signed in from, by a keyed hash of the account and the network or browser. */
export const KnownPlace = defineEntity({
  name: 'KnownPlace',
  schema,
  tableName: 'known_place',
  properties: {
    account: () => p.manyToOne(Account).primary().deleteRule('cascade').updateRule('no action'),
    place: p.string().length(64).primary(),
    seenAt: p.datetime(3).defaultRaw('now()').index('known_place_seen_at_index'),
  },
})

/**
 * Counters of attempts, by a keyed hash of who tries: no name and no address is stored. Columns as
 * rate-limiter-flexible wants them.
 */
export const Attempt = defineEntity({
  name: 'Attempt',
  schema,
  tableName: 'attempt',
  properties: { key: p.string().length(255).primary(), points: p.integer().default(0), expire: p.bigint().nullable() },
})

/** The realm. Its first issuer stays the first half of people's keys when the platform moves to another address. */
export const Realm = defineEntity({
  name: 'Realm',
  schema,
  tableName: 'realm',
  properties: {
    name: p.string().length(60).primary(),
    keyIssuer: p.string().length(255),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
})
