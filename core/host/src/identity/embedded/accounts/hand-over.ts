import type { Lang } from '@vmeste/sdk'
import { loginOf } from '../../shared/accounts/account-rules.ts'
import { userUnknown } from '../../shared/accounts/account-problems.ts'
import type { IdentityMail } from '../../shared/port/identity-port.ts'
import { invitationLink, newPasswordLink } from '../letters/letter-links.ts'
import { letter } from '../../shared/accounts/letter-texts.ts'
import type { AccountStore } from './account-store.ts'
import { isUnused } from './invite.ts'
import type { MailLinks } from './mail-links.ts'

/**
 * The letter that somebody waits for, for whoever runs the platform: an invitation where no password was chosen yet, a
 * new password otherwise. Who opens its link has not shown that they read any mail.
 * @throws Problem `USER_UNKNOWN`
 */
export const handOver =
  ({ accounts, links, origin }: { accounts: AccountStore; links: MailLinks; origin: string }) =>
  async (login: string, lang: Lang): Promise<IdentityMail> => {
    const account = await accounts.byLogin(loginOf(login))
    if (!account?.enabled) throw userUnknown()
    const holder = { email: account.email ?? '', account: account.id, byHand: true }
    if (!isUnused(account))
      return letter('reset', {
        to: holder.email,
        lang,
        link: newPasswordLink(origin, lang, await links.make('reset', holder)),
      })
    const city = account.city_roles[0]?.city ?? ''
    return letter('invite', {
      to: holder.email,
      lang,
      city,
      link: invitationLink(origin, lang, await links.make('invite', { ...holder, city })),
    })
  }
