import { z, type Assurance } from '@vmeste/sdk'
import {
  emailTaken,
  passwordWeak,
  roleInvalid,
  usernameTaken,
  userUnknown,
} from '../../shared/accounts/account-problems.ts'
import { checkCityRole, checkPassword, checkUser, emailAsKept } from '../../shared/accounts/account-rules.ts'
import type { IdentityUsers, User } from '../../shared/port/identity-port.ts'
import { subjectOf } from '../../shared/port/person-key.ts'
import { AdminRefusal, type AdminApi } from './admin-api.ts'
import { cityGroups, type KnowsRole } from './city-groups.ts'
import { isUnused, keycloakInviter, type HostMail } from './keycloak-invite.ts'

const account = z.object({
  id: z.string(),
  username: z.string(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  email: z.string().optional(),
  emailVerified: z.boolean().default(false),
  enabled: z.boolean(),
})
type Account = z.infer<typeof account>
const role = z.object({ id: z.string(), name: z.string() })
const limitSchema = z.int().min(1).max(100)
/** Roles that Keycloak gives to itself, and says so by their form. */
const itsOwn = /^default-roles-|^offline_access$|^uma_authorization$|^citizen$/
/** A list is looked through in pages; nobody turns more of them than this. */
const maxPages = 200

export interface KeycloakUsersOptions {
  readonly api: AdminApi
  readonly realm: string
  readonly issuer: string
  readonly knowsRole?: KnowsRole | undefined
  /** Public origin of the platform, and the client that is its portal: where Keycloak's letters lead. */
  readonly portal: string
  readonly clientId: string
  readonly mail: HostMail | undefined
}

/** The accounts of a real Keycloak, through its Admin API. */
export function keycloakUsers({
  api,
  realm: name,
  issuer,
  knowsRole = () => false,
  portal,
  clientId,
  mail,
}: KeycloakUsersOptions): IdentityUsers {
  const realm = `/${encodeURIComponent(name)}`
  const groups = cityGroups(api, realm, knowsRole)
  const toUser = async (found: Account): Promise<User> => {
    const [cityRoles, realmRoles, invited] = await Promise.all([
      groups.rolesOf(found.id),
      api.get(`${realm}/users/${found.id}/role-mappings/realm`, z.array(role)),
      isUnused(api, realm, found),
    ])
    return {
      id: found.id,
      key: `${issuer}|${found.id}`,
      username: found.username,
      givenName: found.firstName ?? '',
      familyName: found.lastName ?? '',
      ...(found.email ? { email: found.email } : {}),
      ...(found.email && found.emailVerified ? { emailVerified: true } : {}),
      enabled: found.enabled,
      invited,
      demonstration: false,
      cityRoles,
      realmRoles: (realmRoles ?? []).map((each) => each.name).filter((each) => !itsOwn.test(each)),
    }
  }
  const byUsername = async (username: string): Promise<Account | undefined> =>
    (await api.get(`${realm}/users?exact=true&username=${encodeURIComponent(username)}`, z.array(account)))?.[0]
  const byEmail = async (email: string): Promise<Account | undefined> =>
    (await api.get(`${realm}/users?exact=true&email=${encodeURIComponent(email)}`, z.array(account)))?.[0]
  const need = async (username: string): Promise<Account> => {
    const found = await byUsername(username)
    if (!found) throw userUnknown()
    return found
  }
  const grantRealmRoles = async (id: string, names: readonly string[]): Promise<void> => {
    if (names.length === 0) return
    const available = (await api.get(`${realm}/users/${id}/role-mappings/realm/available`, z.array(role))) ?? []
    const roles = available.filter(({ name }) => names.includes(name))
    if (roles.length < new Set(names).size) throw roleInvalid()
    await api.post(`${realm}/users/${id}/role-mappings/realm`, roles)
  }
  const create = (
    user: { username: string; givenName: string; familyName: string; email?: string | undefined },
    more: { assurance: Assurance; emailVerified: boolean; password?: string },
  ): Promise<string> =>
    api
      .post(`${realm}/users`, {
        username: user.username,
        firstName: user.givenName,
        lastName: user.familyName,
        enabled: true,
        attributes: { identity_assurance: [more.assurance] },
        ...(user.email ? { email: user.email, emailVerified: more.emailVerified } : {}),
        ...(more.password ? { credentials: [{ type: 'password', value: more.password, temporary: false }] } : {}),
      })
      .catch((error: unknown) => {
        throw inOurWords(error)
      })
  const invite = keycloakInviter({
    api,
    realm,
    groups,
    portal,
    clientId,
    mail,
    byEmail,
    userOf: async (id) => toUser((await api.get(`${realm}/users/${id}`, account))!),
    create: (user) => create(user, { assurance: 'ANONYMOUS', emailVerified: false }),
  })
  return {
    invite,
    async create(user) {
      const { password, realmRoles, cityRoles, assurance, ...person } = checkUser(user)
      // whoever makes an account answers for its address: Keycloak would ask for it at the door, by a letter, before
      // anybody could work
      const id = await create(person, {
        assurance,
        emailVerified: person.email !== undefined,
        ...(password ? { password } : {}),
      })
      try {
        await grantRealmRoles(id, realmRoles)
        for (const each of cityRoles) await groups.join(id, each)
      } catch (error) {
        // half an account would be found by its name and have none of its rights
        await api.delete(`${realm}/users/${id}`)
        throw error
      }
      return toUser(await need(person.username))
    },
    async find(username) {
      const found = await byUsername(username)
      return found && toUser(found)
    },
    async findByKey(key) {
      const id = subjectOf(key, issuer)
      if (id === undefined || !/^[\w-]{1,64}$/.test(id)) return undefined
      const found = await api.get(`${realm}/users/${id}`, account)
      return found && toUser(found)
    },
    async findByEmail(email) {
      const found = await byEmail(emailAsKept(email))
      return found && toUser(found)
    },
    async list({ city, after = '', limit }) {
      const wanted = limitSchema.parse(limit),
        found: Account[] = []
      const organisation = city && (await groups.organisation(city))
      if (city && !organisation) return []
      const path = organisation
        ? `${realm}/organizations/${organisation}/members?`
        : `${realm}/users?briefRepresentation=true&`
      for (let page = 0; page < maxPages; page++) {
        const some = (await api.get(`${path}first=${page * 100}&max=100`, z.array(account))) ?? []
        found.push(...some.filter(({ username }) => username > after))
        if (some.length < 100 || found.length >= wanted) break
      }
      return Promise.all(
        found
          .sort((a, b) => (a.username < b.username ? -1 : 1))
          .slice(0, wanted)
          .map(toUser),
      )
    },
    async setPassword(username, password) {
      checkPassword(password)
      const { id } = await need(username)
      await api
        .put(`${realm}/users/${id}/reset-password`, { type: 'password', value: password, temporary: false })
        .catch((error: unknown) => {
          throw inOurWords(error)
        })
      await api.post(`${realm}/users/${id}/logout`, {})
    },
    async setEnabled(username, enabled) {
      const { id } = await need(username)
      const whole = await api.get(`${realm}/users/${id}`, z.looseObject({}))
      await api.put(`${realm}/users/${id}`, { ...whole, enabled })
      if (!enabled) await api.post(`${realm}/users/${id}/logout`, {})
    },
    async grant(username, given) {
      await groups.join((await need(username)).id, checkCityRole(given))
    },
    async withdraw(username, withdrawn) {
      await groups.leave((await need(username)).id, checkCityRole(withdrawn))
    },
  }
}

/**
 * What Keycloak refuses as the problem that a person can do something about. Its realm may have more rules for
 * passwords than ours.
 */
function inOurWords(error: unknown): unknown {
  if (!(error instanceof AdminRefusal)) return error
  if (error.status === 400 && /password/i.test(error.message)) return passwordWeak()
  if (error.status !== 409) return error
  return error.message.includes('email') ? emailTaken() : usernameTaken()
}
