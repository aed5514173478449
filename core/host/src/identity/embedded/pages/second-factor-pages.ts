import { renderSVG } from 'uqr'
import type { Lang } from '@vmeste/sdk'
import type { Offer } from '../accounts/second-factors.ts'
import { faultSummary, field, hidden } from './form-parts.ts'
import { html, raw } from './html.ts'
import { layout } from './layout.ts'
import type { Look } from './look.ts'
import type { FormPage } from './login-page.ts'
import { texts } from './texts.ts'

/** The page that asks for the code of the second step. */
export function codePage({ lang, look, address, csrf, faults }: FormPage): string {
  return layout({
    lang,
    look,
    title: texts.codeTitle[lang],
    failed: faults.length > 0,
    address: `${address}/code`,
    body: html`${faultSummary(lang, faults)}
      <form method="post" action="${`${address}/code?kc_locale=${lang}`}" novalidate>
        ${hidden('csrf', csrf)}
        ${field({
          name: 'code',
          label: texts.code[lang],
          autocomplete: 'one-time-code',
          maxlength: 20,
          hint: texts.codeHint[lang],
          value: '',
          faults,
        })}
        <button class="primary">${texts.signInButton[lang]}</button>
      </form>
      <p class="other soft">${texts.codeLost[lang]}</p>`,
  })
}

/** The page on which an app is made to know the account. */
export function enrolPage({
  lang,
  look,
  address,
  csrf,
  faults,
  offer,
  required,
}: FormPage & { readonly offer: Offer; readonly required: boolean }): string {
  return layout({
    lang,
    look,
    title: texts.enrolTitle[lang],
    failed: faults.length > 0,
    address: `${address}/enrol`,
    body: html`${faultSummary(lang, faults)}
      <p>${texts[required ? 'enrolRequired' : 'enrolWhy'][lang]}</p>
      <ol class="steps">
        <li>${texts.enrolApp[lang]}</li>
        <li>
          ${texts.enrolScan[lang]}
          <div class="qr" role="img" aria-label="${texts.enrolQr[lang]}">
            ${raw(renderSVG(offer.uri, { border: 2 }))}
          </div>
          <p><a href="${offer.uri}">${texts.enrolHere[lang]}</a></p>
          <p>${texts.enrolKey[lang]}<br /><code class="key">${offer.key}</code></p>
        </li>
        <li>${texts.enrolType[lang]}</li>
      </ol>
      <form method="post" action="${`${address}/enrol?kc_locale=${lang}`}" novalidate>
        ${hidden('csrf', csrf)}${hidden('offer', offer.sealed)}
        ${field({
          name: 'code',
          label: texts.code[lang],
          autocomplete: 'one-time-code',
          maxlength: 20,
          value: '',
          faults,
        })}
        <button class="primary">${texts.enrolButton[lang]}</button>
      </form>`,
  })
}

/** The codes for the day the phone is gone; shown this once. */
export function recoveryPage({
  lang,
  look,
  address,
  csrf,
  codes,
}: {
  lang: Lang
  look?: Look | undefined
  address: string
  csrf: string
  codes: readonly string[]
}): string {
  return layout({
    lang,
    look,
    title: texts.recoveryTitle[lang],
    body: html`<p>${texts.recoveryWhy[lang]}</p>
      <ul class="codes">
        ${codes.map((code) => html`<li><code>${code}</code></li>`)}
      </ul>
      <form method="post" action="${`${address}/enrolled?kc_locale=${lang}`}">
        ${hidden('csrf', csrf)}
        <button class="primary">${texts.recoveryKept[lang]}</button>
      </form>`,
  })
}
