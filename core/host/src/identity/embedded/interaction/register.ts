import { Problem, type Lang } from '@vmeste/sdk'
import type { IdentityMail } from '../../identity-port.ts'
import { passwordWeak } from '../../account-problems.ts'
import { emailSchema, passwordSchema } from '../../account-rules.ts'
import { createAccount } from '../accounts/create-account.ts'
import type { Fault } from '../pages/form-parts.ts'
import { texts } from '../pages/texts.ts'
import type { IdentityDb } from '../storage/identity-tables.ts'

export interface Registration { readonly email: string; readonly givenName: string; readonly familyName: string; readonly password: string }

/** What is wrong with what was typed; nothing that would tell whether the address is known. */
export function registrationFaults(form: Registration, lang: Lang): Fault[] {
  const faults: Fault[] = []
  if (!emailSchema.safeParse(form.email).success) faults.push({ field: 'email', message: texts.emailWrong[lang] })
  if (form.givenName.trim() === '') faults.push({ field: 'givenName', message: texts.nameMissing[lang] })
  if (!passwordSchema.safeParse(form.password).success) faults.push({ field: 'password', message: passwordWeak().messageIn(lang) })
  return faults
}

/**
 * Makes the account of a resident; its user name is the e-mail. When the address is taken, its owner hears about it by mail
 * and the visitor only that it did not work.
 * @returns the id of the account
 */
export async function register(
  db: IdentityDb, form: Registration, { lang, origin, mail }: { lang: Lang; origin: string; mail: (message: IdentityMail) => void },
): Promise<string | undefined> {
  const email = emailSchema.parse(form.email)
  try {
    return await createAccount(db, {
      username: email, email, givenName: form.givenName, password: form.password, ...(form.familyName.trim() ? { familyName: form.familyName } : {}),
    })
  } catch (error) {
    if (!(error instanceof Problem) || !['EMAIL_TAKEN', 'USERNAME_TAKEN', 'USERNAME_INVALID'].includes(error.code)) throw error
    if (error.code !== 'USERNAME_INVALID') {
      mail({ to: email, lang, subject: texts.mailSubject[lang], text: texts.mailText[lang].replace('{link}', `${origin}/`) })
    }
    return undefined
  }
}
