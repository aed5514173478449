import type { Lang } from '@vmeste/sdk'
import { faultSummary, field, hidden, type Fault } from './form-parts.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import type { Look } from './look.ts'
import type { FormPage } from './login-page.ts'
import { texts } from './texts.ts'

/** The page to begin an account on: an address and nothing else. */
export function registrationPage({
  lang,
  look,
  address,
  csrf,
  possible,
  faults,
  typed,
}: FormPage & { /** Whether a letter could leave. */ readonly possible: boolean }): string {
  const form = html`${faultSummary(lang, faults)}
    <p>${texts.registerWhy[lang]}</p>
    <form method="post" action="${`${address}/registration?kc_locale=${lang}`}" novalidate>
      ${hidden('csrf', csrf)}
      ${field({
        name: 'email',
        type: 'email',
        autocomplete: 'email',
        maxlength: 254,
        faults,
        label: texts.email[lang],
        hint: texts.registerHint[lang],
        value: typed?.email ?? '',
      })}
      <button class="primary">${texts.sendLetter[lang]}</button>
    </form>`
  return layout({
    lang,
    look,
    title: texts.register[lang],
    failed: faults.length > 0,
    address: `${address}/registration`,
    body: html`${possible ? form : html`<p class="fault" role="status">${texts.registerNoMail[lang]}</p>`}
      <p class="other">
        ${texts.haveAccount[lang]} <a href="${`${address}/login?kc_locale=${lang}`}">${texts.signInButton[lang]}</a>
      </p>`,
  })
}

/** The page behind the link of the letter: a name and a password. */
export function newAccountPage({
  lang,
  look,
  key,
  email,
  faults,
  typed,
}: {
  lang: Lang
  look?: Look | undefined
  key: string
  email: string
  faults: readonly Fault[]
  typed?: Readonly<Record<string, string>>
}): string {
  return layout({
    lang,
    look,
    title: texts.register[lang],
    failed: faults.length > 0,
    body: html`${faultSummary(lang, faults)}
      <p>${texts.addressConfirmed[lang].replace('{email}', email)}</p>
      <form method="post" action="${`?kc_locale=${lang}`}" novalidate>
        ${hidden('key', key)}
        <input type="hidden" name="username" autocomplete="username" value="${email}" />
        ${field({
          name: 'givenName',
          autocomplete: 'given-name',
          maxlength: 100,
          faults,
          label: texts.givenName[lang],
          value: typed?.givenName ?? '',
        })}
        ${field({
          name: 'familyName',
          autocomplete: 'family-name',
          maxlength: 100,
          faults,
          label: texts.familyName[lang],
          value: typed?.familyName ?? '',
          optional: texts.optional[lang],
        })}
        ${field({
          name: 'password',
          type: 'password',
          autocomplete: 'new-password',
          maxlength: 200,
          faults,
          label: texts.password[lang],
          hint: texts.passwordHint[lang],
        })}
        <button class="primary">${texts.registerButton[lang]}</button>
      </form>`,
  })
}
