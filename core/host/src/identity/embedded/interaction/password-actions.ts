import { Router } from 'express'
import type { Lang } from '@vmeste/sdk'
import type { IdentityMail } from '../../shared/port/identity-port.ts'
import { passwordWeak } from '../../shared/accounts/account-problems.ts'
import { loginOf, passwordSchema } from '../../shared/accounts/account-rules.ts'
import type { Account } from '../accounts/account-store.ts'
import { endSessions } from '../accounts/end-sessions.ts'
import { hashPassword } from '../accounts/password.ts'
import type { Fault } from '../pages/form-parts.ts'
import { letterSentPage } from '../pages/letter-sent-page.ts'
import { messagePage } from '../pages/message-pages.ts'
import { forgottenPage, newPasswordPage } from '../pages/password-pages.ts'
import { texts } from '../pages/texts.ts'
import { requestLang } from '../pages/request-lang.ts'
import { markedPlace } from './device-mark.ts'
import type { DoorParts } from './door-parts.ts'
import { forgottenForm, formBody, linkKey, newPasswordForm } from './forms.ts'
import { newPasswordLink } from '../letters/letter-links.ts'
import { letter } from '../../shared/accounts/letter-texts.ts'

/** A forgotten password: a letter with a link, a new password, and every other session ends. */
export function passwordActions({
  visits,
  db,
  accounts,
  links,
  letters,
  limits,
  ended,
  origin,
  places,
}: DoorParts): Router {
  const router = Router()

  const linkFor = async (account: Account, email: string, lang: Lang, address: string): Promise<IdentityMail> => {
    const key = await links.make('reset', { email, account: account.id })
    return letter('reset', { to: email, lang, link: newPasswordLink(origin, lang, key, address) })
  }
  const write = async (login: string, lang: Lang, address: string): Promise<IdentityMail | undefined> => {
    const account = await accounts.byLogin(login)
    return account?.enabled && account.email && !account.demonstration
      ? linkFor(account, account.email, lang, address)
      : undefined
  }
  /** That of an invented person, who is anybody's. */
  const shownTo = async (login: string, lang: Lang, address: string): Promise<IdentityMail | undefined> => {
    const account = letters.show ? await accounts.byLogin(login) : undefined
    return account?.enabled && account.email && account.demonstration
      ? linkFor(account, account.email, lang, address)
      : undefined
  }
  const possible = letters.leave || letters.show

  router.get('/:uid/forgotten', async (req, res) => {
    res.send(forgottenPage({ ...(await visits.of(req, res)), possible, faults: [] }))
  })

  router.post('/:uid/forgotten', formBody, async (req, res) => {
    const at = await visits.of(req, res)
    const form = forgottenForm.parse(req.body ?? {})
    const page = (faults: readonly Fault[]) => forgottenPage({ ...at, possible, faults, typed: form })
    await visits.step(res, at, form, page, async () => {
      if (!possible) return void res.status(503).send(page([]))
      const login = loginOf(form.username)
      if (login === '')
        return void res.status(422).send(page([{ field: 'username', message: texts.loginMissing[at.lang] }]))
      const owner = await accounts.byLogin(login)
      await limits.letter('reset', login, { address: at.ip, known: owner && (await places.find(owner.id, at.place)) })
      const shown = await shownTo(login, at.lang, at.address)
      if (!shown && !letters.leave) {
        letters.missed('new password')
        return void res.status(503).send(forgottenPage({ ...at, possible: false, faults: [] }))
      }
      if (!shown) letters.deliver(() => write(login, at.lang, at.address))
      res.send(letterSentPage({ ...at, purpose: 'reset', to: form.username, ...(shown ? { shown } : {}) }))
    })
  })

  router.get('/:uid/new-password', async (req, res) => {
    const key = linkKey(req.query.key)
    const lang = requestLang(req, res)
    if (!(await links.look('reset', key)))
      return void res.status(410).send(messagePage({ lang, message: 'linkDead', home: origin }))
    res.send(newPasswordPage({ lang, look: await visits.look(req, res), key, faults: [] }))
  })

  router.post('/:uid/new-password', formBody, async (req, res) => {
    const { key, password } = newPasswordForm.parse(req.body ?? {})
    const lang = requestLang(req, res)
    await limits.visit(req.ip ?? '')
    if (!passwordSchema.safeParse(password).success) {
      return void res
        .status(422)
        .send(
          newPasswordPage({
            lang,
            look: await visits.look(req, res),
            key,
            faults: [{ field: 'password', message: passwordWeak().messageIn(lang) }],
          }),
        )
    }
    const holder = await links.take('reset', key)
    const account = holder?.account ? await accounts.byId(holder.account) : undefined
    if (!holder || !account?.enabled)
      return void res.status(410).send(messagePage({ lang, message: 'linkDead', home: origin }))
    const password_hash = await hashPassword(password)
    // who could open the letter reads that mail; a link that was handed over says nothing of the kind
    const email_verified = account.email_verified || (holder.byHand !== true && account.email === holder.email)
    await db
      .updateTable('account')
      .set({ password_hash, email_verified, password_changed_at: new Date() })
      .where('id', '=', account.id)
      .execute()
    await endSessions(db, ended, account.id)
    // the places of whoever knew the old password are theirs no more; this one is
    await places.forget(account.id)
    await places.remember(account.id, markedPlace(req, res, origin.startsWith('https:')))
    if (!account.demonstration && holder.email)
      letters.deliver(async () => letter('changed', { to: holder.email, lang, link: `${origin}/` }))
    const at = await visits.maybe(req, res)
    // signing in follows: the second step, where there is one, is not skipped by reading mail
    if (at) res.redirect(303, `${at.address}/login?kc_locale=${lang}&changed=yes`)
    else res.send(messagePage({ lang, message: 'passwordChanged', home: origin }))
  })
  return router
}
