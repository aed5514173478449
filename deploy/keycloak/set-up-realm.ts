import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AdminApi } from '@vmeste/host/keycloak-identity'
import { VmesteError, z } from '@vmeste/sdk'
import type { MailServer } from './mail-server.ts'
import { setUpResetFlow } from './reset-flow.ts'
import { setUpSignInFlow } from './sign-in-flow.ts'

export interface RealmSetUp {
  /** Public origin of the platform, without a slash at the end: the only place people are sent back to. */
  readonly portal: string
  /** Secret of the client `gateway`, 16 characters or more. */
  readonly gatewaySecret: string
  /**
   * The host as Keycloak reaches it, without a slash at the end: there sign-outs are told. Default: the portal's
   * origin.
   */
  readonly host?: string
  /** Without one no letter leaves: nobody can register or get a new password. Left out, what is set stays. */
  readonly mail?: MailServer
}

const realm = '/vmeste'
const identified = z.object({ id: z.string() })
const mapper = z.looseObject({ id: z.string(), protocolMapper: z.string(), config: z.record(z.string(), z.string()) })
const scope = z.object({ id: z.string(), name: z.string(), protocolMappers: z.array(mapper).default([]) })
const client = z.looseObject({ id: z.string(), clientId: z.string() })
type Scope = z.infer<typeof scope>

/**
 * What the host's own account in Keycloak may do: keep people and their cities. It writes to clients for one thing: a
 * role that a city has added becomes a role of `gateway`.
 */
const hostMay = ['manage-users', 'view-users', 'manage-organizations', 'view-clients', 'manage-clients']

/** What Keycloak’s own pages of the account call the two attributes it does not know. */
const accountWords = {
  ru: { identityAssurance: 'Как подтверждена личность', phoneNumber: 'Телефон' },
  be: { identityAssurance: 'Як пацверджана асоба', phoneNumber: 'Тэлефон' },
  en: { identityAssurance: 'How identity was confirmed', phoneNumber: 'Phone' },
}

/**
 * Makes the realm in a running Keycloak, then sets what an import cannot. May be run again: what is there is brought up
 * to date, people and cities stay.
 * @param admin as an administrator of the whole Keycloak
 */
export async function setUpRealm(
  admin: AdminApi,
  { portal, gatewaySecret, host = portal, mail }: RealmSetUp,
): Promise<void> {
  const file = await readFile(join(import.meta.dirname, 'vmeste-realm.json'), 'utf8')
  const wanted = z
    .looseObject({ clients: z.array(z.looseObject({ clientId: z.string() })) })
    .parse(
      JSON.parse(
        file
          .replaceAll('${VMESTE_URL}', text(portal))
          .replaceAll('${VMESTE_HOST_URL}', text(host))
          .replaceAll('${VMESTE_KEYCLOAK_SECRET}', text(gatewaySecret)),
      ),
    )
  if (await admin.get(realm, z.unknown())) await renewClients(admin, wanted.clients)
  else await admin.post('', wanted)

  const profile = await readFile(join(import.meta.dirname, 'user-profile.json'), 'utf8')
  await admin.put(`${realm}/users/profile`, JSON.parse(profile))
  for (const [lang, words] of Object.entries(accountWords)) await admin.post(`${realm}/localization/${lang}`, words)
  await tellCitiesWithRoles(admin)
  await setUpSignInFlow(admin, realm)
  await setUpResetFlow(admin, realm)
  // a realm of an earlier version lacks them
  await admin.put(realm, {
    ...pick(wanted, ['verifyEmail', 'actionTokenGeneratedByUserLifespan']),
    ...(mail ? { smtpServer: mail } : {}),
  })
  await letTheHostIn(admin)
}

const pick = (from: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, from[name]]))

/** A part of a JSON text. */
const text = (value: string): string => JSON.stringify(value).slice(1, -1)

const clientNamed = async (admin: AdminApi, clientId: string) => {
  const [found] = (await admin.get(`${realm}/clients?clientId=${clientId}`, z.array(client))) ?? []
  return found ?? missing(`the client \`${clientId}\``)
}

async function renewClients(admin: AdminApi, wanted: readonly { clientId: string }[]): Promise<void> {
  for (const each of wanted) {
    const { id } = await clientNamed(admin, each.clientId)
    const { protocolMappers: _, ...settings } = each as Record<string, unknown>
    await admin.put(`${realm}/clients/${id}`, { ...settings, id })
  }
}

/**
 * The claim `organization` as an object: alias → id and roles. Out of the box it is a mere list of aliases, and gives
 * no right.
 */
async function tellCitiesWithRoles(admin: AdminApi): Promise<void> {
  const found = (await admin.get(`${realm}/client-scopes`, z.array(scope)))?.find(({ name }) => name === 'organization')
  if (!found) return missing('the client scope `organization`; is this Keycloak 26.7 or newer?')
  const here = {
    'access.token.claim': 'true',
    'introspection.token.claim': 'true',
    'id.token.claim': 'false',
    'userinfo.token.claim': 'false',
  }
  await putMapper(admin, found, 'oidc-organization-membership-mapper', 'organization', {
    ...here,
    'claim.name': 'organization',
    'jsonType.label': 'JSON',
    multivalued: 'true',
    addOrganizationId: 'true',
  })
  await putMapper(admin, found, 'oidc-organization-group-membership-mapper', 'roles in the city', {
    ...here,
    addGroupRoleMappings: 'true',
  })
}

async function putMapper(
  admin: AdminApi,
  { id, protocolMappers }: Scope,
  protocolMapper: string,
  name: string,
  config: Record<string, string>,
): Promise<void> {
  const models = `${realm}/client-scopes/${id}/protocol-mappers/models`
  const known = protocolMappers.find((each) => each.protocolMapper === protocolMapper)
  if (known) await admin.put(`${models}/${known.id}`, { ...known, config })
  else await admin.post(models, { name, protocol: 'openid-connect', protocolMapper, config })
}

async function letTheHostIn(admin: AdminApi): Promise<void> {
  const [gateway, management] = await Promise.all([
    clientNamed(admin, 'gateway'),
    clientNamed(admin, 'realm-management'),
  ])
  const account =
    (await admin.get(`${realm}/clients/${gateway.id}/service-account-user`, identified)) ??
    missing('the service account of `gateway`')
  const roles =
    (await admin.get(`${realm}/clients/${management.id}/roles`, z.array(z.looseObject({ name: z.string() })))) ?? []
  await admin.post(
    `${realm}/users/${account.id}/role-mappings/clients/${management.id}`,
    roles.filter(({ name }) => hostMay.includes(name)),
  )
}

function missing(what: string): never {
  throw new VmesteError('VMESTE_KEYCLOAK_REALM', `Keycloak lacks ${what}`)
}
