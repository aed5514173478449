import { Problem, z } from '@vmeste/sdk'
import { emailUnproven, letterNotSent } from '../../shared/accounts/account-problems.ts'
import { checkInvitation, mayJoin } from '../../shared/accounts/account-rules.ts'
import { letter } from '../../shared/accounts/letter-texts.ts'
import type { IdentityMail, Invitation, Invited, User } from '../../shared/port/identity-port.ts'
import { AdminRefusal, type AdminApi } from './admin-api.ts'
import type { CityGroups } from './city-groups.ts'

/** How letters of the host leave; those of Keycloak leave by the mail server of its realm. */
export type HostMail = (message: IdentityMail) => Promise<void>

export interface InviteParts {
  readonly api: AdminApi
  /** Path of the realm, `/vmeste`. */
  readonly realm: string
  readonly groups: CityGroups
  readonly portal: string
  readonly clientId: string
  readonly mail: HostMail | undefined
  byEmail(email: string): Promise<{ readonly id: string; readonly emailVerified: boolean } | undefined>
  userOf(id: string): Promise<User>
  create(user: { username: string; email: string; givenName: string; familyName: string }): Promise<string>
}

/** What Keycloak asks of somebody by letter. */
const askedFor = ['UPDATE_PASSWORD', 'VERIFY_EMAIL']
const threeDays = 72 * 3600

/**
 * Nobody has chosen a password for it. Who has shown that they read their mail did so with one, so only others are
 * asked about.
 */
export const isUnused = async (
  api: AdminApi,
  realm: string,
  { id, emailVerified }: { readonly id: string; readonly emailVerified: boolean },
): Promise<boolean> =>
  !emailVerified &&
  !((await api.get(`${realm}/users/${id}/credentials`, z.array(z.object({ type: z.string() })))) ?? []).some(
    ({ type }) => type === 'password',
  )

/**
 * Invites by Keycloak's own letter: its link lets people choose a password, shows that the address is theirs, and leads
 * to the portal.
 */
export function keycloakInviter({
  api,
  realm,
  groups,
  portal,
  clientId,
  mail,
  ...accounts
}: InviteParts): (invitation: Invitation) => Promise<Invited> {
  const askByLetter = async (id: string): Promise<void> => {
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: `${portal}/auth/callback`,
      lifespan: String(threeDays),
    })
    await api
      .put(`${realm}/users/${id}/execute-actions-email?${query.toString()}`, askedFor)
      .catch((error: unknown) => {
        throw mailFault(error)
      })
  }
  /** A letter of ours, where the host has mail. */
  const tell = async (message: IdentityMail): Promise<Pick<Invited, 'unsent'>> => {
    if (!mail) return { unsent: true }
    return mail(message).then(
      () => ({}),
      (error: unknown) => {
        throw letterNotSent(error)
      },
    )
  }
  return async (invitation) => {
    const { cityRoles, city, ...person } = checkInvitation(invitation)
    const known = await accounts.byEmail(person.email)
    if (!known) {
      const id = await accounts.create(person)
      try {
        for (const role of cityRoles) await groups.join(id, role)
        await askByLetter(id)
      } catch (error) {
        // an account that nobody hears of is half an invitation
        await api.delete(`${realm}/users/${id}`)
        throw error
      }
      return { user: await accounts.userOf(id), known: false }
    }
    const before = await groups.rolesOf(known.id)
    const unused = await isUnused(api, realm, known)
    if (!unused && !mayJoin({ proven: known.emailVerified, cityRoles: before }, city)) throw emailUnproven()
    const given = cityRoles.filter(({ role }) => !before.some((each) => each.city === city && each.role === role))
    try {
      for (const role of given) await groups.join(known.id, role)
      const told = unused
        ? await askByLetter(known.id).then(() => ({}))
        : await tell(
            letter('joined', {
              to: person.email,
              lang: invitation.lang,
              city: invitation.cityName,
              link: `${portal}/c/${city}/staff`,
            }),
          )
      return { user: await accounts.userOf(known.id), known: !unused, ...told }
    } catch (error) {
      for (const role of given) await groups.leave(known.id, role)
      throw error
    }
  }
}

/**
 * Keycloak answers 500 when the mail server of its realm is missing or does not take the letter, 400 when its realm
 * knows no such portal.
 */
function mailFault(error: unknown): unknown {
  const said = error instanceof Problem && error.cause instanceof Error ? error.cause.message : ''
  return error instanceof AdminRefusal || /execute-actions-email\S* was answered with 500/.test(said)
    ? letterNotSent(error)
    : error
}
