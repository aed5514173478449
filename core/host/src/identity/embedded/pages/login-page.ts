import type { Lang } from '@vmeste/sdk'
import type { DemonstrationAccount } from '../../shared/port/identity-port.ts'
import { faultSummary, field, hidden, type Fault } from './form-parts.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'
import type { Look } from './look.ts'
import { texts } from './texts.ts'

export interface FormPage {
  readonly lang: Lang
  readonly look?: Look | undefined
  /** Where this sign-in lives, `/realms/vmeste/login-actions/<id>`. */
  readonly address: string
  readonly csrf: string
  readonly faults: readonly Fault[]
  /** What was typed, but for passwords. */
  readonly typed?: Readonly<Record<string, string>>
}

/** The page to sign in on. */
export function loginPage(
  page: FormPage & { readonly demonstration: readonly DemonstrationAccount[]; readonly changed?: boolean },
): string {
  const { lang, address, csrf, faults, typed, demonstration, changed = false } = page
  return layout({
    lang,
    look: page.look,
    title: texts.signIn[lang],
    failed: faults.length > 0,
    address: `${address}/login`,
    body: html`${faultSummary(lang, faults)}${changed && html`<p class="note" role="status">${texts.passwordChanged[lang]}</p>`}
      <form method="post" action="${`${address}/login?kc_locale=${lang}`}" novalidate>
        ${hidden('csrf', csrf)}
        ${field({
          name: 'username',
          label: texts.login[lang],
          autocomplete: 'username',
          maxlength: 254,
          value: typed?.username ?? '',
          faults,
        })}
        ${field({
          name: 'password',
          label: texts.password[lang],
          type: 'password',
          autocomplete: 'current-password',
          maxlength: 200,
          faults,
        })}
        <div class="row">
          <button class="primary">${texts.signInButton[lang]}</button>
          <a href="${`${address}/forgotten?kc_locale=${lang}`}">${texts.forgotten[lang]}</a>
        </div>
      </form>
      <p class="other">
        ${texts.noAccount[lang]} <a href="${`${address}/registration?kc_locale=${lang}`}">${texts.createOne[lang]}</a>
      </p>
      ${demonstration.length > 0 && accounts(page)}`,
  })
}

const button = (username: string, title: string): Html =>
  html`<li>
    <button name="username" value="${username}"><span>${title}</span> <span class="soft">${username}</span></button>
  </li>`

/** One city under another, so that nobody has to read all of them; only the first stands open. */
function groups(lang: Lang, demonstration: readonly DemonstrationAccount[]): readonly Html[] {
  const cities = new Map<string, DemonstrationAccount[]>()
  for (const account of demonstration)
    if (account.city) cities.set(account.city.name.ru, [...(cities.get(account.city.name.ru) ?? []), account])
  return [...cities.values()].map(
    (staff, at) =>
      html`<details class="group" ${at === 0 && html` open`}>
        <summary>${staff[0]!.city!.name[lang]}</summary>
        <ul class="accounts">
          ${staff.map(({ username, city }) => button(username, city!.role[lang]))}
        </ul>
      </details>`,
  )
}

const accounts = ({
  lang,
  address,
  csrf,
  demonstration,
}: FormPage & { demonstration: readonly DemonstrationAccount[] }): Html =>
  html`<section class="demonstration" aria-labelledby="demonstration">
    <h2 id="demonstration">${texts.demonstration[lang]}</h2>
    <p>${texts.demonstrationNote[lang]}</p>
    <form method="post" action="${`${address}/demonstration?kc_locale=${lang}`}">
      ${hidden('csrf', csrf)}
      <ul class="accounts">
        ${demonstration.filter(({ city }) => !city).map(({ username, title }) => button(username, title[lang]))}
      </ul>
      ${groups(lang, demonstration)}
    </form>
  </section>`
