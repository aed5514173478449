import type { Text } from '@vmeste/sdk'

const say = (ru: string, be: string, en: string): Text => ({ ru, be, en })

const reasons: readonly (readonly [of: RegExp, says: Text])[] = [
  [
    /^UNCONFIRMED/,
    say(
      'Ждём, пока человек подтвердит адрес.',
      'Чакаем, пакуль чалавек пацвердзіць адрас.',
      'Waiting for the person to confirm the address.',
    ),
  ],
  [
    /^HELD_BACK$/,
    say(
      'За час ушло много, это уйдёт позже.',
      'За гадзіну пайшло шмат, гэта пойдзе пазней.',
      'Much has left within the hour; this goes later.',
    ),
  ],
  [
    /^REFUSED/,
    say(
      'Человек попросил больше не писать.',
      'Чалавек папрасіў больш не пісаць.',
      'The person asked not to be written to.',
    ),
  ],
  [
    /^STOPPED/,
    say(
      'Человек попросил не писать об этом.',
      'Чалавек папрасіў не пісаць пра гэта.',
      'The person asked not to be written to about this.',
    ),
  ],
  [/^NO_GATEWAY/, say('Город не отправляет СМС.', 'Горад не адпраўляе СМС.', 'The city sends no text messages.')],
  [
    /^STALE/,
    say(
      'Лежало три дня, новость устарела.',
      'Ляжала тры дні, навіна састарэла.',
      'It lay for three days, and the news grew old.',
    ),
  ],
  [
    /^BOUNCED/,
    say(
      'Почта вернула письмо: такого адреса нет или он закрыт.',
      'Пошта вярнула ліст: такога адраса няма або ён закрыты.',
      'The letter came back: there is no such address, or it is closed.',
    ),
  ],
  [/OUTSIDE_TIMEOUT|ETIMEDOUT/, say('Не дождались ответа.', 'Не дачакаліся адказу.', 'No answer came in time.')],
  [
    /OUTSIDE_|ECONN|ESOCKET|EDNS/,
    say('Нет связи с тем, кто доставляет.', 'Няма сувязі з тым, хто дастаўляе.', 'Whoever delivers cannot be reached.'),
  ],
  [
    /EENVELOPE|55\d/,
    say('Почта не приняла адрес.', 'Пошта не прыняла адрас.', 'The mail server did not take the address.'),
  ],
  [
    /SMS_/,
    say('Оператор не принял сообщение.', 'Аператар не прыняў паведамленне.', 'The operator did not take the message.'),
  ],
]
const nobody = say('Адрес вымышленный.', 'Адрас выдуманы.', 'The address is invented.')
const other = say('Не получилось отправить.', 'Не атрымалася адправіць.', 'It could not be sent.')

/** Why a message waits, is late or did not arrive, in words; nothing for one whose turn has not come. */
export function reasonOf({
  error,
  next_at: next,
}: {
  readonly error: string | null
  readonly next_at: Date | null
}): Text | null {
  if (error === null) return next ? null : nobody
  return reasons.find(([of]) => of.test(error))?.[1] ?? other
}
