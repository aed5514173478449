import { Router } from 'express'
import { Problem, showEmail, type Lang } from '@vmeste/sdk'
import type { IdentityMail } from '../../shared/port/identity-port.ts'
import { passwordWeak } from '../../shared/accounts/account-problems.ts'
import { emailSchema, passwordSchema, usernameOf, usernameSchema } from '../../shared/accounts/account-rules.ts'
import { createAccount } from '../accounts/create-account.ts'
import type { Fault } from '../pages/form-parts.ts'
import { letterSentPage } from '../pages/letter-sent-page.ts'
import { messagePage } from '../pages/message-pages.ts'
import { newAccountPage, registrationPage } from '../pages/registration-page.ts'
import { texts } from '../pages/texts.ts'
import { requestLang } from '../pages/request-lang.ts'
import type { DoorParts } from './door-parts.ts'
import { addressForm, formBody, linkKey, newAccountForm } from './forms.ts'
import { letter } from '../../shared/accounts/letter-texts.ts'
import { refuse } from './visits.ts'

/**
 * A new account, mail first: an address, a letter, and only then a name and a password. The page says the same whether
 * the address is known or not, and whoever sets the password is whoever reads the mail.
 */
export function registrationActions({ visits, db, accounts, links, letters, limits, origin }: DoorParts): Router {
  const router = Router()

  const write = async (email: string, lang: Lang, address: string): Promise<IdentityMail | undefined> => {
    const known = await accounts.byLogin(email)
    if (known?.demonstration) return undefined
    if (known) return letter('known', { to: email, lang, link: `${origin}/` })
    const key = await links.make('register', { email })
    return letter('confirm', { to: email, lang, link: `${origin}${address}/new-account?kc_locale=${lang}&key=${key}` })
  }

  router.get('/:uid/registration', async (req, res) => {
    res.send(registrationPage({ ...(await visits.of(req, res)), possible: letters.leave, faults: [] }))
  })

  router.post('/:uid/registration', formBody, async (req, res) => {
    const at = await visits.of(req, res)
    const form = addressForm.parse(req.body ?? {})
    const page = (faults: readonly Fault[]) => registrationPage({ ...at, possible: letters.leave, faults, typed: form })
    await visits.step(res, at, form, page, async () => {
      if (!letters.leave) return void res.status(503).send(page([]))
      const email = emailSchema.safeParse(form.email)
      // the address becomes the user name
      if (!email.success || !usernameSchema.safeParse(usernameOf(email.data)).success)
        return void res.status(422).send(page([{ field: 'email', message: texts.emailWrong[at.lang] }]))
      await limits.letter('register', email.data, { address: at.ip })
      letters.deliver(() => write(email.data, at.lang, at.address))
      res.send(letterSentPage({ ...at, purpose: 'register', to: showEmail(email.data) }))
    })
  })

  router.get('/:uid/new-account', async (req, res) => {
    const key = linkKey(req.query.key)
    const holder = await links.look('register', key)
    const lang = requestLang(req, res)
    if (!holder) return void res.status(410).send(messagePage({ lang, message: 'linkDead', home: origin }))
    res.send(newAccountPage({ lang, look: await visits.look(req, res), key, email: holder.email, faults: [] }))
  })

  router.post('/:uid/new-account', formBody, async (req, res) => {
    const { key, password, ...typed } = newAccountForm.parse(req.body ?? {})
    const lang = requestLang(req, res)
    const dead = () => {
      res.status(410).send(messagePage({ lang, message: 'linkDead', home: origin }))
    }
    await limits.visit(req.ip ?? '')
    const holder = await links.look('register', key)
    if (!holder) return dead()
    const look = await visits.look(req, res)
    const page = (faults: readonly Fault[]) => newAccountPage({ lang, look, key, email: holder.email, faults, typed })
    const faults = newAccountFaults({ ...typed, password }, lang)
    if (faults.length > 0) return void res.status(422).send(page(faults))
    const taken = await links.take('register', key)
    if (!taken) return dead()
    try {
      const id = await createAccount(
        db,
        {
          username: usernameOf(taken.email),
          email: taken.email,
          givenName: typed.givenName,
          password,
          ...(typed.familyName.trim() ? { familyName: typed.familyName } : {}),
        },
        { emailVerified: true },
      )
      const at = await visits.maybe(req, res)
      if (at) await visits.finish(req, res, id, { acr: '1', amr: ['pwd'] })
      else res.send(messagePage({ lang, message: 'accountReady', home: origin }))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      refuse(res, error, page([{ message: error.messageIn(lang) }]))
    }
  })
  return router
}

function newAccountFaults({ givenName, password }: { givenName: string; password: string }, lang: Lang): Fault[] {
  return [
    ...(givenName.trim() === '' ? [{ field: 'givenName', message: texts.nameMissing[lang] }] : []),
    ...(passwordSchema.safeParse(password).success
      ? []
      : [{ field: 'password', message: passwordWeak().messageIn(lang) }]),
  ]
}
