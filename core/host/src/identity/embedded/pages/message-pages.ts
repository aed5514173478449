import type { Lang, Text } from '@vmeste/sdk'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'
import { texts } from './texts.ts'

/** Pages that only say something. */
const messages = {
  loggedOut: {
    title: texts.signOut,
    text: { ru: 'Вы вышли. До встречи!', be: 'Вы выйшлі. Да сустрэчы!', en: 'You are signed out. See you!' },
    failed: false,
  },
  expired: {
    title: texts.signIn,
    failed: true,
    text: {
      ru: 'Эта страница входа устарела или открыта в другом браузере. Начните вход заново.',
      be: 'Гэтая старонка ўваходу састарэла або адкрыта ў іншым браўзеры. Пачніце ўваход нанова.',
      en: 'This sign-in page is out of date or was opened in another browser. Please start again.',
    },
  },
  invalid_request: {
    title: texts.signIn,
    failed: true,
    text: {
      ru: 'Ссылка для входа неполная или устарела. Начните вход заново.',
      be: 'Спасылка для ўваходу няпоўная або састарэла. Пачніце ўваход нанова.',
      en: 'The sign-in link is incomplete or out of date. Please start again.',
    },
  },
  refused: {
    title: texts.signIn,
    failed: true,
    text: {
      ru: 'Этот запрос на вход принять нельзя. Начните вход заново.',
      be: 'Гэты запыт на ўваход прыняць нельга. Пачніце ўваход нанова.',
      en: 'This request to sign in cannot be accepted. Please start again.',
    },
  },
  linkDead: {
    title: { ru: 'Ссылка больше не действует', be: 'Спасылка больш не дзейнічае', en: 'The link no longer works' },
    failed: true,
    text: {
      ru: 'Ей уже воспользовались или прошёл час. Начните вход заново и попросите новое письмо.',
      be: 'Ёю ўжо скарысталіся або прайшла гадзіна. Пачніце ўваход нанова і папрасіце новы ліст.',
      en: 'It was used already, or an hour has passed. Start again and ask for a new letter.',
    },
  },
  invitationDead: {
    title: { ru: 'Ссылка больше не действует', be: 'Спасылка больш не дзейнічае', en: 'The link no longer works' },
    failed: true,
    text: {
      ru: 'Если вы уже придумали пароль, просто войдите. Если нет, прошло больше трёх дней или пришло письмо новее: попросите пригласить вас ещё раз.',
      be: 'Калі вы ўжо прыдумалі пароль, проста ўвайдзіце. Калі не, прайшло больш за тры дні або прыйшоў навейшы ліст: папрасіце запрасіць вас яшчэ раз.',
      en: 'If you have chosen a password already, just sign in. If not, three days have passed or there is a newer letter: ask to be invited once more.',
    },
  },
  accountReady: {
    title: { ru: 'Учётная запись готова', be: 'Уліковы запіс гатовы', en: 'Your account is ready' },
    failed: false,
    text: {
      ru: 'Рады знакомству! Теперь можно войти с почтой и паролем.',
      be: 'Рады знаёмству! Цяпер можна ўвайсці з поштай і паролем.',
      en: 'Nice to meet you! You can now sign in with your e-mail and password.',
    },
  },
  passwordChanged: { title: texts.newPassword, failed: false, text: texts.passwordChanged },
  server_error: {
    title: texts.signIn,
    failed: true,
    text: {
      ru: 'У нас что-то сломалось. Попробуйте через минуту.',
      be: 'У нас нешта зламалася. Паспрабуйце праз хвіліну.',
      en: 'Something broke on our side. Please try again in a minute.',
    },
  },
} as const satisfies Record<string, { title: Text; text: Text; failed: boolean }>

export type MessageName = keyof typeof messages

/** A page that says one thing and leads back. */
export function messagePage({ lang, message, home }: { lang: Lang; message: MessageName; home: string }): string {
  const { title, text, failed } = messages[message]
  return layout({
    lang,
    title: title[lang],
    failed,
    body: html`<p>${text[lang]}</p>
      <p><a class="primary" href="${`${home}/`}">${texts.home[lang]}</a></p>`,
  })
}

/**
 * The page that ends a session. With a nonce it sends itself, and the button is there for whoever runs no scripts.
 * @param form oidc-provider's form with its own protection against forged requests
 */
export function logoutPage({ lang, form, nonce }: { lang: Lang; form: Html; nonce?: string }): string {
  return layout({
    lang,
    title: texts.signOut[lang],
    body: html`<p>${texts.signOutQuestion[lang]}</p>
      ${form}
      <button class="primary" form="op.logoutForm" name="logout" value="yes" id="yes">
        ${texts.signOutButton[lang]}
      </button>
      ${
        nonce !== undefined &&
        html`<script nonce="${nonce}">
          document.getElementById('yes').click()
        </script>`
      }`,
  })
}
