import { createHash } from 'node:crypto'
import type { City, Lang, Text } from '@vmeste/sdk'
import type { Standing } from './answer-question.ts'

const texts = {
  title: { ru: 'Новости от города', be: 'Навіны ад горада', en: 'News from the city' },
  ask: {
    ru: 'Кто-то, наверное вы, попросил присылать новости о своём деле на ваш адрес или телефон. Присылать?',
    be: 'Нехта, мабыць вы, папрасіў дасылаць навіны пра сваю справу на ваш адрас або тэлефон. Дасылаць?',
    en: 'Somebody, probably you, asked us to send news about a case to your address or phone. Shall we?',
  },
  confirmed: {
    ru: 'Готово. Новости будут приходить вам.',
    be: 'Гатова. Навіны будуць прыходзіць вам.',
    en: 'Done. News will come to you.',
  },
  refused: {
    ru: 'Больше не напишем, кто бы ни назвал ваш адрес. Передумаете — нажмите «Да, присылайте».',
    be: 'Больш не напішам, хто б ні назваў ваш адрас. Перадумаеце — націсніце «Так, дасылайце».',
    en: 'We will not write again, whoever names your address. If you change your mind, press “Yes, send them”.',
  },
  dead: {
    ru: 'Эта ссылка больше не действует. Если новости ещё нужны, укажите адрес на странице своего дела снова.',
    be: 'Гэта спасылка больш не дзейнічае. Калі навіны яшчэ патрэбныя, пакажыце адрас на старонцы сваёй справы зноў.',
    en: 'This link no longer works. If you still want news, leave your address on the page of your case again.',
  },
  yes: { ru: 'Да, присылайте', be: 'Так, дасылайце', en: 'Yes, send them' },
  no: { ru: 'Это не я, больше не писать', be: 'Гэта не я, больш не пісаць', en: 'Not me, do not write again' },
  stop: { ru: 'Больше не писать', be: 'Больш не пісаць', en: 'Do not write again' },
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
 * The page behind the link: a question and two buttons. Opening it changes nothing, for mail scanners open every link.
 */
export function answerPage({
  city,
  lang,
  link,
  standing,
}: {
  city: City
  lang: Lang
  link: string
  standing: Standing | undefined
}): { html: string; policy: string } {
  const say = (text: Text): string => escape(text[lang])
  const button = (answer: 'yes' | 'no', text: Text, quiet = false) =>
    `<button name="answer" value="${answer}"${quiet ? ' class="quiet"' : ''}>${say(text)}</button>`
  const buttons =
    standing === 'WAITING'
      ? [button('yes', texts.yes), button('no', texts.no, true)]
      : standing === 'CONFIRMED'
        ? [button('no', texts.stop, true)]
        : standing === 'REFUSED'
          ? [button('yes', texts.yes, true)]
          : []
  const said = { WAITING: texts.ask, CONFIRMED: texts.confirmed, REFUSED: texts.refused }
  const css = style(city.brand.colour, city.brand.onColour)
  const form =
    buttons.length > 0
      ? `<form method="post" action="/c/${city.slug}/letters/${link}?lang=${lang}">${buttons.join('')}</form>`
      : ''
  return {
    html: `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">
<title>${say(texts.title)}, ${say(city.name)}</title><style>${css}</style></head>
<body><main>
<p>${say(city.name)}</p><h1>${say(texts.title)}</h1>
<p role="status">${say(standing ? said[standing] : texts.dead)}</p>
${form}<p><a href="/c/${city.slug}/">${say(texts.home)}</a></p>
</main></body></html>
`,
    policy: [
      `default-src 'none'; style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'`,
      `form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    ].join('; '),
  }
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign)
