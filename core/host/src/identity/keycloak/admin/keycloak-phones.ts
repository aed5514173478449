import { isAssured, VmesteError, z, type Assurance } from '@vmeste/sdk'
import { userUnknown } from '../../shared/accounts/account-problems.ts'
import { subjectOf } from '../../shared/port/person-key.ts'
import type { FormerOwner, PhoneAccounts } from '../../shared/port/phone-accounts.ts'
import { assuranceIn } from '../../shared/tokens/verified-token.ts'
import type { AdminApi } from './admin-api.ts'

/** Attributes that raise somebody: only an administrator, which here is the host, may write them. */
const ours = ['identity_assurance', 'phone_number'] as const
const profile = z.object({
  attributes: z.array(
    z.object({ name: z.string(), permissions: z.object({ edit: z.array(z.string()).default([]) }).optional() }),
  ),
})
const account = z.looseObject({
  id: z.string(),
  email: z.string().optional(),
  emailVerified: z.boolean().optional(),
  attributes: z.record(z.string(), z.array(z.string())).default({}),
})
type Account = z.infer<typeof account>
/** More accounts with one number than there ever are: each confirmation leaves one. */
const ownersAtMost = 20

/** Telephone numbers as attributes of a real Keycloak's accounts. */
export function keycloakPhones({
  api,
  realm: name,
  issuer,
}: {
  api: AdminApi
  realm: string
  issuer: string
}): PhoneAccounts {
  const realm = `/${encodeURIComponent(name)}`
  const find = async (key: string): Promise<Account | undefined> => {
    const id = subjectOf(key, issuer)
    return id !== undefined && /^[\w-]{1,64}$/.test(id) ? api.get(`${realm}/users/${id}`, account) : undefined
  }
  const need = async (key: string): Promise<Account> => (await find(key)) ?? Promise.reject(userUnknown())
  const phoneOf = ({ attributes }: Account): string | undefined => attributes['phone_number']?.[0]
  const levelOf = ({ attributes }: Account): Assurance => assuranceIn(attributes['identity_assurance']?.[0])
  const put = (whole: Account, level: Assurance, phone: string | undefined): Promise<void> =>
    api.put(`${realm}/users/${whole.id}`, {
      ...whole,
      attributes: {
        ...whole.attributes,
        identity_assurance: [level],
        phone_number: phone === undefined ? [] : [phone],
      },
    })
  const letGo = (whole: Account): Promise<void> =>
    put(whole, levelOf(whole) === 'PHONE' ? 'ANONYMOUS' : levelOf(whole), undefined)

  /** @throws VmesteError `VMESTE_KEYCLOAK_PROFILE`; asked once, as long as the answer is good */
  let safe = false
  const requireOurs = async (): Promise<void> => {
    if (safe) return
    const known = await api.get(`${realm}/users/profile`, profile)
    const open = ours.filter(
      (attribute) => known?.attributes.find((each) => each.name === attribute)?.permissions?.edit.join() !== 'admin',
    )
    if (open.length > 0) {
      throw new VmesteError(
        'VMESTE_KEYCLOAK_PROFILE',
        `The user profile of the realm "${name}" lacks ${open.join(' and ')}, or lets people write it themselves; run deploy/keycloak set-up again`,
      )
    }
    safe = true
  }
  return {
    async of(key) {
      const found = await find(key)
      if (!found) return undefined
      const phone = phoneOf(found)
      return { invented: false, ...(phone === undefined ? {} : { phone }) }
    },
    async confirm(key, phone) {
      await requireOurs()
      const me = await need(key)
      await put(me, isAssured(levelOf(me), 'PHONE') ? levelOf(me) : 'PHONE', phone)
      const holders =
        (await api.get(
          `${realm}/users?briefRepresentation=false&max=${ownersAtMost}&q=${encodeURIComponent(`phone_number:${phone}`)}`,
          z.array(account),
        )) ?? []
      const lost = holders.filter((each) => each.id !== me.id && phoneOf(each) === phone)
      for (const each of lost) await letGo(await need(`${issuer}|${each.id}`))
      return lost.map(({ id, email, emailVerified }): FormerOwner => ({
        key: `${issuer}|${id}`,
        ...(email && emailVerified ? { email } : {}),
      }))
    },
    async forget(key) {
      const me = await need(key)
      if (phoneOf(me) === undefined) return false
      await letGo(me)
      return true
    },
  }
}
