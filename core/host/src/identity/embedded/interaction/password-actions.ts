import { Router } from 'express'
import type { Lang } from '@vmeste/sdk'
import type { IdentityMail } from '../../identity-port.ts'
import { passwordWeak } from '../../account-problems.ts'
import { passwordSchema } from '../../account-rules.ts'
import type { Account } from '../accounts/account-store.ts'
import { endSessions } from '../accounts/end-sessions.ts'
import { hashPassword } from '../accounts/password.ts'
import type { Fault } from '../pages/form-parts.ts'
import { letterSentPage } from '../pages/letter-sent-page.ts'
import { messagePage } from '../pages/message-pages.ts'
import { forgottenPage, newPasswordPage } from '../pages/password-pages.ts'
import { texts } from '../pages/texts.ts'
import { requestLang } from '../routes/request-lang.ts'
import { markedPlace } from './device-mark.ts'
import type { DoorParts } from './door-parts.ts'
import { forgottenForm, formBody, linkKey, newPasswordForm } from './forms.ts'
import { letter } from './letter-texts.ts'

/** A forgotten password: a letter with a link, a new password, and every other session ends. */
export function passwordActions({ visits, db, accounts, links, letters, limits, ended, origin, places }: DoorParts): Router {
  const router = Router()

  const write = async (login: string, lang: Lang, address: string): Promise<IdentityMail | undefined> => {
    const account = await accounts.byLogin(login)
    if (!account?.enabled || !account.email || (letters.way === 'SHOWN' && mattersToOthers(account))) return undefined
    const key = await links.make('reset', { email: account.email, account: account.id })
    return letter('reset', { to: account.email, lang, link: `${origin}${address}/new-password?kc_locale=${lang}&key=${key}` })
  }

  router.get('/:uid/forgotten', async (req, res) => {
    res.send(forgottenPage({ ...await visits.of(req, res), way: letters.way, faults: [] }))
  })

  router.post('/:uid/forgotten', formBody, async (req, res) => {
    const at = await visits.of(req, res)
    const form = forgottenForm.parse(req.body ?? {})
    const page = (faults: readonly Fault[]) => forgottenPage({ ...at, way: letters.way, faults, typed: form })
    await visits.step(res, at, form, page, async () => {
      if (letters.way === 'NONE') return void res.status(503).send(page([]))
      const login = form.username.trim().toLowerCase()
      if (login === '') return void res.status(422).send(page([{ field: 'username', message: texts.loginMissing[at.lang] }]))
      const owner = await accounts.byLogin(login)
      await limits.letter('reset', login, { address: at.ip, known: owner && await places.find(owner.id, at.place) })
      const shown = await letters.deliver(() => write(login, at.lang, at.address))
      res.send(letterSentPage({ ...at, purpose: 'reset', to: form.username, ...(shown ? { shown } : {}) }))
    })
  })

  router.get('/:uid/new-password', async (req, res) => {
    const key = linkKey(req.query.key)
    const lang = requestLang(req, res)
    if (!await links.look('reset', key)) return void res.status(410).send(messagePage({ lang, message: 'linkDead', home: origin }))
    res.send(newPasswordPage({ lang, look: await visits.look(req, res), key, faults: [] }))
  })

  router.post('/:uid/new-password', formBody, async (req, res) => {
    const { key, password } = newPasswordForm.parse(req.body ?? {})
    const lang = requestLang(req, res)
    await limits.visit(req.ip ?? '')
    if (!passwordSchema.safeParse(password).success) {
      return void res.status(422).send(newPasswordPage({ lang, look: await visits.look(req, res), key, faults: [{ field: 'password', message: passwordWeak().messageIn(lang) }] }))
    }
    const holder = await links.take('reset', key)
    const account = holder?.account ? await accounts.byId(holder.account) : undefined
    if (!holder || !account?.enabled) return void res.status(410).send(messagePage({ lang, message: 'linkDead', home: origin }))
    const password_hash = await hashPassword(password)
    // who could open the letter reads that mail
    const email_verified = account.email_verified || account.email === holder.email
    await db.updateTable('account').set({ password_hash, email_verified, password_changed_at: new Date() }).where('id', '=', account.id).execute()
    await endSessions(db, ended, account.id)
    // the places of whoever knew the old password are theirs no more; this one is
    await places.forget(account.id)
    await places.remember(account.id, markedPlace(req, res, origin.startsWith('https:')))
    await letters.deliver(async () => letter('changed', { to: holder.email, lang, link: `${origin}/` }))
    const at = await visits.maybe(req, res)
    // signing in follows: the second step, where there is one, is not skipped by reading mail
    if (at) res.redirect(303, `${at.address}/login?kc_locale=${lang}&changed=yes`)
    else res.send(messagePage({ lang, message: 'passwordChanged', home: origin }))
  })
  return router
}

/** In a demonstration anybody may read the letters, so nobody with a say over others gets theirs this way; invented people are anybody's. */
const mattersToOthers = (account: Account): boolean => !account.demonstration && (account.city_roles.length > 0 || account.realm_roles.length > 0)
