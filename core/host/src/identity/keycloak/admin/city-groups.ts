import { z } from '@vmeste/sdk'
import { knownRole } from '../../../roles/known-roles.ts'
import { roleInvalid } from '../../shared/accounts/account-problems.ts'
import type { CityRole } from '../../shared/port/identity-port.ts'
import { gatewayClient } from '../../shared/tokens/city-roles.ts'
import { AdminRefusal, type AdminApi } from './admin-api.ts'

const named = z.object({ id: z.string(), name: z.string() })
const organisations = z.array(z.object({ id: z.string(), alias: z.string() }))
const page = 100
/** More cities than one Keycloak realm can bear. */
const maxCities = 2_000

/**
 * Cities as Keycloak's organisations, their roles as groups inside: only so do roles land in the city's own entry of a
 * token.
 */
export interface CityGroups {
  /** Makes the organisation and the group where they are missing, and the account a member of both. */
  join(userId: string, role: CityRole): Promise<void>
  /** Out of the group; out of the organisation too with the last of its roles. */
  leave(userId: string, role: CityRole): Promise<void>
  rolesOf(userId: string): Promise<CityRole[]>
  organisation(city: string): Promise<string | undefined>
}

/** Whether a city has added a role of this code to its own. */
export type KnowsRole = (city: string, role: string) => boolean

/**
 * @param realm path of the realm, `/vmeste`
 * @param knowsRole what of such roles Keycloak lacks is made when it is first given
 */
export function cityGroups(api: AdminApi, realm: string, knowsRole: KnowsRole): CityGroups {
  const organisation = async (city: string): Promise<string | undefined> => {
    for (let first = 0; first < maxCities; first += page) {
      const some = (await api.get(`${realm}/organizations?first=${first}&max=${page}`, organisations)) ?? []
      const found = some.find(({ alias }) => alias === city)
      if (found || some.length < page) return found?.id
    }
    return undefined
  }
  const groupsIn = async (organisationId: string) =>
    (await api.get(`${realm}/organizations/${organisationId}/groups?max=1000`, z.array(named))) ?? []
  const groupsOf = async (organisationId: string, userId: string) =>
    (await api.get(`${realm}/organizations/${organisationId}/members/${userId}/groups?max=1000`, z.array(named))) ?? []

  /** A role that brings others along is not made here: without them it would mean less than elsewhere. */
  const mayMake = ({ city, role }: CityRole): boolean => {
    const known = knownRole(role)
    return known ? !known.includes : knowsRole(city, role)
  }
  const clientRole = async (gateway: string, of: CityRole): Promise<z.infer<typeof named> | undefined> => {
    const roles = `${realm}/clients/${gateway}/roles`
    const there = await api.get(`${roles}/${of.role}`, named)
    if (there || !mayMake(of)) return there
    // 409: another host was faster
    await api.post(roles, { name: of.role }).catch((error: unknown) => {
      if (!(error instanceof AdminRefusal) || error.status !== 409) throw error
    })
    return api.get(`${roles}/${of.role}`, named)
  }
  /** The group of a role: its only mapping is the role of the same name. */
  const makeGroup = async (organisationId: string, of: CityRole): Promise<string> => {
    const [gateway] =
      (await api.get(`${realm}/clients?clientId=${gatewayClient}`, z.array(z.object({ id: z.string() })))) ?? []
    const known = gateway && (await clientRole(gateway.id, of))
    if (!known) throw roleInvalid()
    const group = await api.post(`${realm}/organizations/${organisationId}/groups`, { name: of.role })
    await api.post(`${realm}/organizations/${organisationId}/groups/${group}/role-mappings/clients/${gateway.id}`, [
      known,
    ])
    return group
  }
  return {
    organisation,
    async join(userId, { city, role }) {
      const id =
        (await organisation(city)) ??
        (await api.post(`${realm}/organizations`, { name: city, alias: city, enabled: true }))
      const group = (await groupsIn(id)).find(({ name }) => name === role)?.id ?? (await makeGroup(id, { city, role }))
      // a bare string: that is how Keycloak takes the id of a new member
      if (!(await api.get(`${realm}/organizations/${id}/members/${userId}`, z.unknown())))
        await api.post(`${realm}/organizations/${id}/members`, userId)
      await api.put(`${realm}/organizations/${id}/groups/${group}/members/${userId}`)
    },
    async leave(userId, { city, role }) {
      const id = await organisation(city)
      const mine = id ? await groupsOf(id, userId) : []
      const group = mine.find(({ name }) => name === role)
      if (!id || !group) return
      await api.delete(`${realm}/organizations/${id}/groups/${group.id}/members/${userId}`)
      if (mine.length === 1) await api.delete(`${realm}/organizations/${id}/members/${userId}`)
    },
    async rolesOf(userId) {
      const cities = (await api.get(`${realm}/organizations/members/${userId}/organizations`, organisations)) ?? []
      const roles = await Promise.all(
        cities.map(async ({ id, alias }) =>
          (await groupsOf(id, userId)).map(({ name }) => ({ city: alias, role: name })),
        ),
      )
      return roles.flat()
    },
  }
}
