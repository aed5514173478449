import { faultSummary, field, hidden } from './form-parts.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import type { FormPage } from './login-page.ts'
import { texts } from './texts.ts'

/** The page to make an account on. */
export function registrationPage({ lang, address, csrf, faults, typed }: FormPage): string {
  return layout({
    lang, title: texts.register[lang], failed: faults.length > 0, address: `${address}/registration`,
    body: html`${faultSummary(lang, faults)}
<p>${texts.registerWhy[lang]}</p>
<form method="post" action="${`${address}/registration?kc_locale=${lang}`}" novalidate>
${hidden('csrf', csrf)}
${field({ name: 'email', label: texts.email[lang], type: 'email', autocomplete: 'email', maxlength: 254, value: typed?.email ?? '', faults })}
${field({ name: 'givenName', label: texts.givenName[lang], autocomplete: 'given-name', maxlength: 100, value: typed?.givenName ?? '', faults })}
${field({ name: 'familyName', label: texts.familyName[lang], autocomplete: 'family-name', maxlength: 100, value: typed?.familyName ?? '', optional: texts.optional[lang], faults })}
${field({ name: 'password', label: texts.password[lang], type: 'password', autocomplete: 'new-password', maxlength: 200, hint: texts.passwordHint[lang], faults })}
<button class="primary">${texts.registerButton[lang]}</button>
</form>
<p class="other">${texts.haveAccount[lang]} <a href="${`${address}/login?kc_locale=${lang}`}">${texts.signInButton[lang]}</a></p>`,
  })
}
