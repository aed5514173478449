import type { Lang } from '@vmeste/sdk'
import { emailUnproven } from '../../account-problems.ts'
import { checkInvitation, mayJoin, onlyIn, type CheckedInvitation } from '../../account-rules.ts'
import type { Invitation, Invited } from '../../identity-port.ts'
import { realmPath } from '../embedded-options.ts'
import { letter } from '../interaction/letter-texts.ts'
import type { Letters } from '../interaction/letters.ts'
import type { IdentityDb } from '../storage/identity-tables.ts'
import { accountStore, type Account } from './account-store.ts'
import { createAccount } from './create-account.ts'
import type { MailLinks } from './mail-links.ts'

export interface InviteParts { readonly db: IdentityDb; readonly letters: Letters; readonly origin: string; /** Links inside a transaction. */ readonly linksIn: (db: IdentityDb) => MailLinks }
interface About { readonly to: string; readonly lang: Lang; readonly city: string }
export type Invite = (invitation: Invitation) => Promise<Omit<Invited, 'user'> & { readonly id: string }>

/** Nobody has ever chosen a password for it. Invented people are stepped into without one. */
export const isUnused = ({ password_hash, demonstration }: Pick<Account, 'password_hash' | 'demonstration'>): boolean => password_hash === null && !demonstration

/**
 * Invites by letter. Where none can leave, whoever invited gets the link to hand over, in a demonstration too: it opens an account
 * that has no password, and no right but those which this very city gives it, so the link lends nobody more than they can give anyhow.
 */
export function inviter({ db, letters, origin, linksIn }: InviteParts): Invite {
  const linkTo = async (tx: IdentityDb, id: string, { email, city }: CheckedInvitation, lang: Lang): Promise<string> => {
    const key = await linksIn(tx).make('invite', { email, account: id, city, ...(letters.way === 'MAIL' ? {} : { byHand: true }) })
    return `${origin}${realmPath}/login-actions/invitation?kc_locale=${lang}&key=${key}`
  }
  /** An account that was here before. Its row is locked, so that no password is chosen meanwhile; a letter that does not leave undoes all. */
  const join = (known: Account, checked: CheckedInvitation, about: About): Promise<Omit<Invited, 'user'>> => db.transaction().execute(async (tx) => {
    await tx.selectFrom('account').select('id').where('id', '=', known.id).forUpdate().execute()
    const account = (await accountStore(tx).byId(known.id))!
    const unused = isUnused(account)
    const may = unused ? letters.way === 'MAIL' || onlyIn(account.city_roles, checked.city) : mayJoin({ proven: account.email_verified, cityRoles: account.city_roles }, checked.city)
    if (!may) throw emailUnproven()
    await tx.insertInto('city_role').values(checked.cityRoles.map((role) => ({ account_id: account.id, ...role }))).onConflict((conflict) => conflict.doNothing()).execute()
    const shown = await letters.send(unused
      ? letter('invite', { ...about, link: await linkTo(tx, account.id, checked, about.lang) })
      : letter('joined', { ...about, link: `${origin}/c/${checked.city}/staff` }))
    return { known: !unused, ...(shown ? { letter: shown } : {}) }
  })
  return async (invitation) => {
    const checked = checkInvitation(invitation)
    const about: About = { to: checked.email, lang: invitation.lang, city: invitation.cityName }
    const known = await accountStore(db).byEmail(checked.email)
    if (known) return { id: known.id, ...await join(known, checked, about) }
    const id = await createAccount(db, checked)
    try {
      const shown = await letters.send(letter('invite', { ...about, link: await linkTo(db, id, checked, about.lang) }))
      return { id, known: false, ...(shown ? { letter: shown } : {}) }
    } catch (error) {
      // an account that nobody hears of is half an invitation
      await db.deleteFrom('account').where('id', '=', id).execute()
      throw error
    }
  }
}
