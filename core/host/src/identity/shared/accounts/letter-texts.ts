import type { Lang, Text } from '@vmeste/sdk'
import type { IdentityMail } from '../port/identity-port.ts'

/** The letters the door writes: what happened, the link, and what to do when it was somebody else. */
const letters = {
  confirm: {
    subject: {
      ru: 'Ваша учётная запись: остался один шаг',
      be: 'Ваш уліковы запіс: застаўся адзін крок',
      en: 'Your account: one step left',
    },
    text: {
      ru: 'Здравствуйте! Откройте ссылку и придумайте пароль:\n{link}\n\nСсылка действует час и открывается один раз. Если вы ничего не начинали, просто удалите это письмо.',
      be: 'Вітаем! Адкрыйце спасылку і прыдумайце пароль:\n{link}\n\nСпасылка дзейнічае гадзіну і спрацоўвае адзін раз. Калі вы нічога не пачыналі, проста выдаліце гэты ліст.',
      en: 'Hello! Open the link and choose a password:\n{link}\n\nThe link works once, for an hour. If you started nothing, just delete this letter.',
    },
  },
  known: {
    subject: {
      ru: 'У вас уже есть учётная запись',
      be: 'У вас ужо ёсць уліковы запіс',
      en: 'You already have an account',
    },
    text: {
      ru: 'Кто-то хотел создать учётную запись с этой почтой. Если это вы, просто войдите:\n{link}\n\nПароль можно сменить на странице входа. Если это не вы, ничего делать не нужно.',
      be: 'Нехта хацеў стварыць уліковы запіс з гэтай поштай. Калі гэта вы, проста ўвайдзіце:\n{link}\n\nПароль можна змяніць на старонцы ўваходу. Калі гэта не вы, нічога рабіць не трэба.',
      en: 'Somebody wanted to create an account with this e-mail. If it was you, just sign in:\n{link}\n\nThe password can be changed on the sign-in page. If it was not you, there is nothing to do.',
    },
  },
  reset: {
    subject: { ru: 'Новый пароль', be: 'Новы пароль', en: 'A new password' },
    text: {
      ru: 'Здравствуйте! Придумать новый пароль можно по ссылке:\n{link}\n\nОна действует час и открывается один раз. Если вы этого не просили, ничего не делайте: пароль останется прежним.',
      be: 'Вітаем! Прыдумаць новы пароль можна па спасылцы:\n{link}\n\nЯна дзейнічае гадзіну і спрацоўвае адзін раз. Калі вы гэтага не прасілі, нічога не рабіце: пароль застанецца ранейшым.',
      en: 'Hello! Choose a new password here:\n{link}\n\nThe link works once, for an hour. If you did not ask for it, do nothing: the password stays as it was.',
    },
  },
  changed: {
    subject: { ru: 'Пароль изменён', be: 'Пароль зменены', en: 'The password was changed' },
    text: {
      ru: 'Ваш пароль только что изменён, на всех устройствах нужно войти заново:\n{link}\n\nЕсли это были не вы, сразу задайте новый пароль на странице входа.',
      be: 'Ваш пароль толькі што зменены, на ўсіх прыладах трэба ўвайсці нанова:\n{link}\n\nКалі гэта былі не вы, адразу задайце новы пароль на старонцы ўваходу.',
      en: 'Your password has just been changed; every device has to sign in again:\n{link}\n\nIf it was not you, set a new password on the sign-in page at once.',
    },
  },
  invite: {
    subject: {
      ru: 'Приглашение работать на портале: {city}',
      be: 'Запрашэнне працаваць на партале: {city}',
      en: 'You are invited to work on the portal: {city}',
    },
    text: {
      ru: 'Здравствуйте! Администратор портала «{city}» пригласил вас как сотрудника. Откройте ссылку, придумайте пароль, и можно работать:\n{link}\n\nСсылка действует три дня и открывается один раз. Если вы не понимаете, о чём речь, просто удалите это письмо.',
      be: 'Вітаем! Адміністратар партала «{city}» запрасіў вас як супрацоўніка. Адкрыйце спасылку, прыдумайце пароль, і можна працаваць:\n{link}\n\nСпасылка дзейнічае тры дні і спрацоўвае адзін раз. Калі вы не разумееце, пра што гаворка, проста выдаліце гэты ліст.',
      en: 'Hello! The administrator of the portal “{city}” has invited you to work there. Open the link, choose a password, and you can start:\n{link}\n\nThe link works once, for three days. If you do not know what this is about, just delete this letter.',
    },
  },
  joined: {
    subject: { ru: 'Теперь вы сотрудник: {city}', be: 'Цяпер вы супрацоўнік: {city}', en: 'You now work here: {city}' },
    text: {
      ru: 'Здравствуйте! Администратор портала «{city}» открыл вам рабочее место. Войдите как обычно, пароль прежний:\n{link}\n\nЕсли вы были на портале, выйдите и войдите снова или подождите пять минут.',
      be: 'Вітаем! Адміністратар партала «{city}» адкрыў вам працоўнае месца. Увайдзіце як звычайна, пароль ранейшы:\n{link}\n\nКалі вы былі на партале, выйдзіце і ўвайдзіце зноў або пачакайце пяць хвілін.',
      en: 'Hello! The administrator of the portal “{city}” has opened a workplace for you. Sign in as usual, with the same password:\n{link}\n\nIf you were on the portal, sign out and in again, or wait five minutes.',
    },
  },
} as const satisfies Record<string, { subject: Text; text: Text }>

export type LetterName = keyof typeof letters

export function letter(
  name: LetterName,
  { to, lang, link, city = '' }: { to: string; lang: Lang; link: string; city?: string },
): IdentityMail {
  const said = (text: Text): string => text[lang].replace('{city}', () => city).replace('{link}', () => link)
  return { to, lang, subject: said(letters[name].subject), text: said(letters[name].text) }
}
