import type { Text } from '@vmeste/sdk'

/**
 * What people agree to, by version. A version that was shown is never changed: a row says which one, and an export reads
 * it from here. Better words are a new version at the end.
 */
export const consentWords = {
  '2026-11': {
    ru: 'Мне есть 16 лет. Даю согласие: {operator} хранит этот контакт и пишет мне об этом сообщении. Хранит, пока сообщение не закроют, и ещё {months} мес. Согласие можно забрать на странице сообщения.',
    be: 'Мне ёсць 16 гадоў. Даю згоду: {operator} захоўвае гэты кантакт і піша мне пра гэта паведамленне. Захоўвае, пакуль паведамленне не закрыюць, і яшчэ {months} мес. Згоду можна забраць на старонцы паведамлення.',
    en: 'I am 16 or older. I agree: {operator} keeps this contact and writes to me about this report. It is kept until the report is closed, and {months} months more. I can take this back on the page of the report.',
  },
} as const satisfies Record<string, Text>

export type ConsentVersion = keyof typeof consentWords
export const consentVersion: ConsentVersion = '2026-11'
export const isConsentVersion = (said: string): said is ConsentVersion => Object.hasOwn(consentWords, said)

export const consentTexts = {
  young: {
    ru: 'Ещё нет 16? Пусть контакт оставит мама, папа или другой взрослый, который за вас отвечает. Сообщение примут и без контакта.',
    be: 'Яшчэ няма 16? Няхай кантакт пакіне мама, тата або іншы дарослы, які за вас адказвае. Паведамленне прымуць і без кантакту.',
    en: 'Not 16 yet? Let your mother, father or another adult who is responsible for you leave theirs. Your report is taken without a contact too.',
  },
  city: { ru: 'город {city}', be: 'горад {city}', en: 'the city of {city}' },
  missing: {
    ru: 'Отметьте согласие, и мы сможем писать вам. Без контакта сообщение тоже примут.',
    be: 'Адзначце згоду, і мы зможам пісаць вам. Без кантакту паведамленне таксама прымуць.',
    en: 'Tick the consent, and we can write to you. Your report is taken without a contact too.',
  },
  wordsUnknown: {
    ru: 'Слова согласия изменились. Прочитайте их ещё раз.',
    be: 'Словы згоды змяніліся. Прачытайце іх яшчэ раз.',
    en: 'The words of the consent have changed. Please read them again.',
  },
  noContact: {
    ru: 'Контакта здесь нет. Сначала оставьте его.',
    be: 'Кантакту тут няма. Спачатку пакіньце яго.',
    en: 'There is no contact here. Leave one first.',
  },
  noCodes: {
    ru: 'Подтвердить телефон кодом здесь пока нельзя: город не отправляет СМС. Оставьте почту, и мы напишем.',
    be: 'Пацвердзіць тэлефон кодам тут пакуль нельга: горад не адпраўляе СМС. Пакіньце пошту, і мы напішам.',
    en: 'A phone cannot be confirmed here yet: the city sends no text messages. Leave an e-mail, and we will write.',
  },
  phoneNowhere: {
    ru: 'Телефон не понадобится: СМС город не отправляет, и звонить пока некому. Оставьте почту, и мы напишем.',
    be: 'Тэлефон не спатрэбіцца: СМС горад не адпраўляе, і тэлефанаваць пакуль няма каму. Пакіньце пошту, і мы напішам.',
    en: 'A phone is of no use yet: the city sends no text messages, and nobody is there to call. Leave an e-mail, and we will write.',
  },
  noLetters: {
    ru: 'Город пока не отправляет писем. Сохраните ссылку на страницу сообщения: новости появятся на ней.',
    be: 'Горад пакуль не адпраўляе лістоў. Захавайце спасылку на старонку паведамлення: навіны з’явяцца на ёй.',
    en: 'The city sends no letters yet. Keep the link to the page of the report: news will be there.',
  },
  nothingReaches: {
    ru: 'Телефон не понадобится: СМС город не отправляет, и звонить пока некому. Сохраните ссылку на страницу сообщения: новости появятся на ней.',
    be: 'Тэлефон не спатрэбіцца: СМС горад не адпраўляе, і тэлефанаваць пакуль няма каму. Захавайце спасылку на старонку паведамлення: навіны з’явяцца на ёй.',
    en: 'A phone is of no use yet: the city sends no text messages, and nobody is there to call. Keep the link to the page of the report: news will be there.',
  },
  tooManyContacts: {
    ru: 'Контакт меняли слишком часто. Попробуйте завтра.',
    be: 'Кантакт мянялі занадта часта. Паспрабуйце заўтра.',
    en: 'The contact has been changed too often. Try again tomorrow.',
  },
} satisfies Record<string, Text>
