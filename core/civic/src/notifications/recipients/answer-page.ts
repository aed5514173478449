import { createHash } from 'node:crypto'
import type { City, Lang, Text } from '@vmeste/sdk'
import type { LetterAnswer, LetterStanding } from './stop-thing.ts'

const texts = {
  title: { ru: 'Новости от города', be: 'Навіны ад горада', en: 'News from the city' },
  ask: {
    ru: 'Кто-то, наверное вы, попросил присылать новости о своём деле на ваш адрес или телефон. Присылать?',
    be: 'Нехта, мабыць вы, папрасіў дасылаць навіны пра сваю справу на ваш адрас або тэлефон. Дасылаць?',
    en: 'Somebody, probably you, asked us to send news about a case to your address or phone. Shall we?',
  },
  askThing: {
    ru: 'Кто-то, наверное вы, оставил ваш адрес или телефон ещё в одном сообщении городу. Присылать новости о нём?',
    be: 'Нехта, мабыць вы, пакінуў ваш адрас або тэлефон яшчэ ў адным паведамленні гораду. Дасылаць навіны пра яго?',
    en: 'Somebody, probably you, left your address or phone with one more report to the city. Shall we send news about it?',
  },
  notMine: { ru: 'Это не моё сообщение', be: 'Гэта не маё паведамленне', en: 'This report is not mine' },
  confirmed: {
    ru: 'Готово. Новости будут приходить вам.',
    be: 'Гатова. Навіны будуць прыходзіць вам.',
    en: 'Done. News will come to you.',
  },
  refused: {
    ru: 'Больше не напишем вам ни о чём в этом городе, кто бы ни назвал ваш адрес. Передумаете — нажмите «Да, присылайте».',
    be: 'Больш не напішам вам ні пра што ў гэтым горадзе, хто б ні назваў ваш адрас. Перадумаеце — націсніце «Так, дасылайце».',
    en: 'We will not write to you about anything in this city, whoever names your address. If you change your mind, press “Yes, send them”.',
  },
  goesOn: {
    ru: 'Вам приходят новости об этом деле и о других ваших делах в городе.',
    be: 'Вам прыходзяць навіны пра гэту справу і пра іншыя вашы справы ў горадзе.',
    en: 'You get news about this case and about your other cases in the city.',
  },
  stopped: {
    ru: 'Об этом деле больше не напишем. О других ваших делах новости приходят как раньше.',
    be: 'Пра гэту справу больш не напішам. Пра іншыя вашы справы навіны прыходзяць як раней.',
    en: 'We will not write about this case again. News about your other cases come as before.',
  },
  dead: {
    ru: 'Эта ссылка больше не действует. Если новости ещё нужны, укажите адрес на странице своего дела снова.',
    be: 'Гэтая спасылка больш не дзейнічае. Калі навіны яшчэ патрэбныя, пакажыце адрас на старонцы сваёй справы зноў.',
    en: 'This link no longer works. If you still want news, leave your address on the page of your case again.',
  },
  yes: { ru: 'Да, присылайте', be: 'Так, дасылайце', en: 'Yes, send them' },
  no: { ru: 'Это не я, больше не писать', be: 'Гэта не я, больш не пісаць', en: 'Not me, do not write again' },
  stop: { ru: 'Больше не писать', be: 'Больш не пісаць', en: 'Do not write again' },
  stopThis: { ru: 'Не писать об этом деле', be: 'Не пісаць пра гэту справу', en: 'Do not write about this case' },
  stopAll: {
    ru: 'Не писать ни о чём из города',
    be: 'Не пісаць ні пра што з горада',
    en: 'Do not write from this city at all',
  },
  goOn: { ru: 'Снова писать об этом деле', be: 'Зноў пісаць пра гэту справу', en: 'Write about this case again' },
  home: { ru: 'На страницу города', be: 'На старонку горада', en: 'To the city’s page' },
} as const satisfies Record<string, Text>

const style = (colour: string, on: string): string => `:root{color-scheme:light dark}
body{margin:0 auto;max-width:34rem;padding:2rem 1rem;font:1.125rem/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;line-height:1.25}
form{display:grid;gap:.75rem;margin:1.5rem 0}
button{min-height:3rem;border:2px solid ${colour};border-radius:.5rem;background:${colour};color:${on};
  font:inherit;font-weight:600;cursor:pointer}
button.quiet{background:transparent;color:inherit}
button:focus-visible,a:focus-visible{outline:3px solid Highlight;outline-offset:2px}
a{color:inherit}`

/**
 * The page behind the link: a question and its buttons. Opening it changes nothing, for mail scanners open every link.
 *
 * @param path the link, with the letter it stood in
 */
export function answerPage({
  city,
  lang,
  path,
  standing,
}: {
  city: City
  lang: Lang
  path: string
  standing: LetterStanding | undefined
}): { html: string; policy: string } {
  const say = (text: Text): string => escape(text[lang])
  const { said, buttons } = choices(standing)
  const css = style(city.brand.colour, city.brand.onColour)
  const form =
    buttons.length > 0
      ? `<form method="post" action="/c/${city.slug}/letters/${path}?lang=${lang}">${buttons
          .map(
            ([answer, text], at) =>
              `<button name="answer" value="${answer}"${at > 0 || !isAsked(standing) ? ' class="quiet"' : ''}>${say(text)}</button>`,
          )
          .join('')}</form>`
      : ''
  return {
    html: `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">
<title>${say(texts.title)}, ${say(city.name)}</title><style>${css}</style></head>
<body><main>
<p>${say(city.name)}</p><h1>${say(texts.title)}</h1>
<p role="status">${say(said)}</p>
${form}<p><a href="/c/${city.slug}/">${say(texts.home)}</a></p>
</main></body></html>
`,
    policy: [
      `default-src 'none'; style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'`,
      `form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    ].join('; '),
  }
}

interface Choices {
  readonly said: Text
  readonly buttons: readonly (readonly [LetterAnswer, Text])[]
}

const isAsked = (at: LetterStanding | undefined): boolean => at?.standing === 'WAITING' || at?.thing === 'ASKED'

/** What is said of how it stands, and what can be done about it. */
function choices(at: LetterStanding | undefined): Choices {
  if (!at) return { said: texts.dead, buttons: [] }
  if (at.standing === 'REFUSED') return { said: texts.refused, buttons: [['yes', texts.yes]] }
  if (at.standing === 'WAITING')
    return {
      said: texts.ask,
      buttons: [
        ['yes', texts.yes],
        ['no', texts.no],
      ],
    }
  if (!at.thing) return { said: texts.confirmed, buttons: [['no', texts.stop]] }
  if (at.thing === 'ASKED')
    return {
      said: texts.askThing,
      buttons: [
        ['yes', texts.yes],
        ['stop-this', texts.notMine],
        ['no', texts.stopAll],
      ],
    }
  return at.thing === 'STOPPED'
    ? {
        said: texts.stopped,
        buttons: [
          ['go-on', texts.goOn],
          ['no', texts.stopAll],
        ],
      }
    : {
        said: texts.goesOn,
        buttons: [
          ['stop-this', texts.stopThis],
          ['no', texts.stopAll],
        ],
      }
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign)
