import type { Lang } from '@vmeste/sdk'
import { emailUnproven } from '../../shared/accounts/account-problems.ts'
import { checkInvitation, mayJoin, onlyIn, type CheckedInvitation } from '../../shared/accounts/account-rules.ts'
import type { Invitation, Invited } from '../../shared/port/identity-port.ts'
import { invitationLink } from '../letters/letter-links.ts'
import { letter } from '../../shared/accounts/letter-texts.ts'
import type { Letters } from '../letters/letters.ts'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'
import { accountStore, type Account } from './account-store.ts'
import { createAccount } from './create-account.ts'
import type { MailLinks } from './mail-links.ts'

export interface InviteParts {
  readonly db: IdentityDb
  /** Whether there is a demonstration. */ readonly open: boolean
  readonly letters: Letters
  readonly origin: string
  /** Links inside a transaction. */ readonly linksIn: (db: IdentityDb) => MailLinks
}
interface About {
  readonly to: string
  readonly lang: Lang
  readonly city: string
}
export type Invite = (invitation: Invitation) => Promise<Omit<Invited, 'user'> & { readonly id: string }>

/** Nobody has ever chosen a password for it. Invented people are stepped into without one. */
export const isUnused = ({ password_hash, demonstration }: Pick<Account, 'password_hash' | 'demonstration'>): boolean =>
  password_hash === null && !demonstration

/**
 * Invites by letter. Where none can leave, the account is made and no link: whoever runs the platform makes one for
 * handing over, by a command. On a page it would stand before whoever happens to sit there, in a demonstration before
 * anybody at all.
 */
export function inviter({ db, open, letters, origin, linksIn }: InviteParts): Invite {
  const tell = async (
    tx: IdentityDb,
    id: string,
    { email, city }: CheckedInvitation,
    about: About,
  ): Promise<Pick<Invited, 'unsent'>> => {
    const link = letters.leave
      ? invitationLink(origin, about.lang, await linksIn(tx).make('invite', { email, account: id, city }))
      : ''
    return (await letters.send(letter('invite', { ...about, link }))) ? {} : { unsent: true }
  }
  /**
   * An account that was here before. Its row is locked, so that no password is chosen meanwhile; a letter that does not
   * leave undoes all.
   */
  const join = (known: Account, checked: CheckedInvitation, about: About): Promise<Omit<Invited, 'user'>> =>
    db.transaction().execute(async (tx) => {
      await tx.selectFrom('account').select('id').where('id', '=', known.id).forUpdate().execute()
      const account = (await accountStore(tx, open).byId(known.id))!
      const unused = isUnused(account)
      const may = unused
        ? letters.leave || onlyIn(account.city_roles, checked.city)
        : mayJoin({ proven: account.email_verified, cityRoles: account.city_roles }, checked.city)
      if (!may) throw emailUnproven()
      await tx
        .insertInto('city_role')
        .values(checked.cityRoles.map((role) => ({ account_id: account.id, ...role })))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      if (unused) return { known: false, ...(await tell(tx, account.id, checked, about)) }
      const joined = letter('joined', { ...about, link: `${origin}/c/${checked.city}/staff` })
      if (account.demonstration) return { known: true, ...(letters.show ? { letter: joined } : { unsent: true }) }
      return { known: true, ...((await letters.send(joined)) ? {} : { unsent: true }) }
    })
  return async (invitation) => {
    const checked = checkInvitation(invitation)
    const about: About = { to: checked.email, lang: invitation.lang, city: invitation.cityName }
    const known = await accountStore(db, open).byEmail(checked.email)
    if (known) return { id: known.id, ...(await join(known, checked, about)) }
    const id = await createAccount(db, checked)
    try {
      return { id, known: false, ...(await tell(db, id, checked, about)) }
    } catch (error) {
      // an account that nobody hears of is half an invitation
      await db.deleteFrom('account').where('id', '=', id).execute()
      throw error
    }
  }
}
