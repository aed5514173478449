import type { Lang } from '@vmeste/sdk'
import type { IdentityMail } from '../../shared/port/identity-port.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'
import type { Look } from './look.ts'
import { texts } from './texts.ts'

/**
 * After an address was given: the same words whether there was anybody to write to. The demonstration shows the letter
 * on the spot.
 */
export function letterSentPage({
  lang,
  look,
  address,
  purpose,
  to,
  shown,
}: {
  lang: Lang
  look?: Look | undefined
  address: string
  purpose: 'register' | 'reset'
  to: string
  shown?: IdentityMail
}): string {
  return layout({
    lang,
    look,
    title: texts.letterSent[lang],
    body: html`${
        shown
          ? letter(lang, shown)
          : html`<p>
                ${texts[purpose === 'register' ? 'letterSentRegister' : 'letterSentReset'][lang].replace('{to}', to)}
              </p>
              <p class="soft">${texts.letterSpam[lang]}</p>`
      }
      <p class="other"><a href="${`${address}/login?kc_locale=${lang}`}">${texts.backToSignIn[lang]}</a></p>`,
  })
}

const letter = (lang: Lang, { to, subject, text }: IdentityMail): Html =>
  html`<section class="demonstration" aria-labelledby="letter">
    <h2 id="letter">${texts.demonstration[lang]}</h2>
    <p>${texts.letterShown[lang]}</p>
    <p class="soft">${to}</p>
    <p><b>${subject}</b></p>
    ${text
      .split('\n')
      .filter(Boolean)
      .map(
        (line) =>
          html`<p class="letter">${/^https?:\/\/\S+$/.test(line) ? html`<a href="${line}">${line}</a>` : line}</p>`,
      )}
  </section>`
