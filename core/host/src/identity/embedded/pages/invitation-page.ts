import type { Lang } from '@vmeste/sdk'
import { faultSummary, field, hidden, type Fault } from './form-parts.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import type { Look } from './look.ts'
import { texts } from './texts.ts'

export interface InvitationPage {
  readonly lang: Lang
  readonly look: Look
  readonly key: string
  /** How to greet whoever was invited. */
  readonly name: string
  readonly email: string
  readonly faults: readonly Fault[]
}

/** The page behind the link of an invitation: nothing but a password is missing. */
export function invitationPage({ lang, look, key, name, email, faults }: InvitationPage): string {
  return layout({
    lang,
    look,
    title: texts.invitationTitle[lang].replace('{name}', () => name),
    failed: faults.length > 0,
    body: html`${faultSummary(lang, faults)}
      <p>${texts.invitationWhy[lang].replace('{email}', () => email)}</p>
      <form method="post" action="${`?kc_locale=${lang}`}" novalidate>
        ${hidden('key', key)}
        <input type="hidden" name="username" autocomplete="username" value="${email}" />
        ${field({
          name: 'password',
          label: texts.password[lang],
          type: 'password',
          autocomplete: 'new-password',
          maxlength: 200,
          hint: texts.passwordHint[lang],
          faults,
        })}
        <button class="primary">${texts.invitationButton[lang]}</button>
      </form>`,
  })
}
