import { Router } from 'express'
import { passwordWeak } from '../../shared/accounts/account-problems.ts'
import { passwordSchema } from '../../shared/accounts/account-rules.ts'
import { accountStore, type Account } from '../accounts/account-store.ts'
import { isUnused } from '../accounts/invite.ts'
import type { LinkHolder } from '../accounts/mail-links.ts'
import { hashPassword } from '../accounts/password.ts'
import type { Fault } from '../pages/form-parts.ts'
import { invitationPage } from '../pages/invitation-page.ts'
import { lookOf } from '../pages/look.ts'
import { messagePage } from '../pages/message-pages.ts'
import { requestLang } from '../pages/request-lang.ts'
import type { DoorParts } from './door-parts.ts'
import { formBody, linkKey, newPasswordForm } from './forms.ts'
import type { Welcome } from './welcome.ts'

/** The page behind the link of an invitation: a password, and on to work. Nobody has begun a sign-in for it. */
export function invitationActions(
  { db, accounts, letters, links, linksIn, limits, origin, cityOf }: DoorParts,
  welcome: Welcome,
): Router {
  const router = Router()
  const invited = async (key: string): Promise<{ account: Account; holder: LinkHolder } | undefined> => {
    const holder = await links.look('invite', key)
    const account = holder?.account ? await accounts.byId(holder.account) : undefined
    return holder && account?.enabled && isUnused(account) ? { account, holder } : undefined
  }
  /**
   * Link and account in one transaction, the account first, as whoever invites does: of an old link and a new one, one
   * is good.
   */
  const accept = (key: string, id: string, password_hash: string): Promise<Account | undefined> =>
    db.transaction().execute(async (tx) => {
      await tx.selectFrom('account').select('id').where('id', '=', id).forUpdate().execute()
      const account = await accountStore(tx, letters.show).byId(id)
      const holder = await linksIn(tx).take('invite', key)
      if (!account?.enabled || !isUnused(account) || holder?.account !== id) return undefined
      // who could open the letter reads that mail; a link that was handed over says nothing of the kind
      const email_verified = account.email_verified || (holder.byHand !== true && account.email === holder.email)
      await tx
        .updateTable('account')
        .set({ password_hash, email_verified, password_changed_at: new Date() })
        .where('id', '=', id)
        .execute()
      return account
    })

  router.get('/invitation', async (req, res) => {
    const key = linkKey(req.query.key)
    const lang = requestLang(req, res)
    const found = await invited(key)
    if (!found) return void res.status(410).send(messagePage({ lang, message: 'invitationDead', home: origin }))
    res.send(
      invitationPage({
        lang,
        look: lookOf(req.headers.cookie, cityOf(found.holder.city ?? '')),
        key,
        name: found.account.given_name,
        email: found.holder.email,
        faults: [],
      }),
    )
  })

  router.post('/invitation', formBody, async (req, res) => {
    const { key, password } = newPasswordForm.parse(req.body ?? {})
    const lang = requestLang(req, res)
    await limits.visit(req.ip ?? '')
    const dead = () => {
      res.status(410).send(messagePage({ lang, message: 'invitationDead', home: origin }))
    }
    const found = await invited(key)
    if (!found) return dead()
    const {
      holder,
      account: { id, given_name: name },
    } = found
    const page = (faults: readonly Fault[]) =>
      invitationPage({
        lang,
        look: lookOf(req.headers.cookie, cityOf(holder.city ?? '')),
        key,
        name,
        email: holder.email,
        faults,
      })
    if (!passwordSchema.safeParse(password).success)
      return void res.status(422).send(page([{ field: 'password', message: passwordWeak().messageIn(lang) }]))
    const account = await accept(key, id, await hashPassword(password))
    if (!account) return dead()
    await welcome.give(res, account)
    res.redirect(303, `${origin}/c/${holder.city ?? ''}/staff#sign-in`)
  })
  return router
}
