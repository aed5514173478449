import type { Lang } from '@vmeste/sdk'
import { faultSummary, field, hidden, type Fault } from './form-parts.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import type { Look } from './look.ts'
import type { FormPage } from './login-page.ts'
import { texts } from './texts.ts'

/** The page that asks whose password is forgotten. */
export function forgottenPage({
  lang,
  look,
  address,
  csrf,
  possible,
  faults,
  typed,
}: FormPage & { /** Whether a letter could leave. */ readonly possible: boolean }): string {
  const back = html`<p class="other">
    <a href="${`${address}/login?kc_locale=${lang}`}">${texts.backToSignIn[lang]}</a>
  </p>`
  const form = html`${faultSummary(lang, faults)}
    <p>${texts.forgottenWhy[lang]}</p>
    <form method="post" action="${`${address}/forgotten?kc_locale=${lang}`}" novalidate>
      ${hidden('csrf', csrf)}
      ${field({
        name: 'username',
        label: texts.login[lang],
        autocomplete: 'username',
        maxlength: 254,
        value: typed?.username ?? '',
        faults,
      })}
      <button class="primary">${texts.sendLetter[lang]}</button>
    </form>`
  return layout({
    lang,
    look,
    title: texts.forgottenTitle[lang],
    failed: faults.length > 0,
    address: `${address}/forgotten`,
    body: html`${possible ? form : html`<p class="fault" role="status">${texts.forgottenNoMail[lang]}</p>`}${back}`,
  })
}

/** The page behind the link of the letter. */
export function newPasswordPage({
  lang,
  look,
  key,
  faults,
}: {
  lang: Lang
  look?: Look | undefined
  key: string
  faults: readonly Fault[]
}): string {
  return layout({
    lang,
    look,
    title: texts.newPassword[lang],
    failed: faults.length > 0,
    body: html`${faultSummary(lang, faults)}
      <p>${texts.newPasswordWhy[lang]}</p>
      <form method="post" action="${`?kc_locale=${lang}`}" novalidate>
        ${hidden('key', key)}
        ${field({
          name: 'password',
          label: texts.newPassword[lang],
          type: 'password',
          autocomplete: 'new-password',
          maxlength: 200,
          hint: texts.passwordHint[lang],
          faults,
        })}
        <button class="primary">${texts.savePassword[lang]}</button>
      </form>`,
  })
}
