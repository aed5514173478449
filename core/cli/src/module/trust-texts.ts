import type { Text } from '@vmeste/sdk'

/** Grows with every change of what is said below: who has accepted a module has accepted these sentences. */
export const trustSentences = 1

/**
 * What code in the process may do, whatever its contract says: the second half of docs/trust.md for whoever decides.
 */
export const trustTexts = {
  heading: {
    ru: 'Код этого модуля работает внутри платформы, и стен вокруг него нет. Что бы ни было написано выше, он может:',
    be: 'Код гэтага модуля працуе ўнутры платформы, і сцен вакол яго няма. Што б ні было напісана вышэй, ён можа:',
    en: 'This module’s code runs inside the platform, with no walls around it. Whatever is said above, it can:',
  },
  can: [
    {
      ru: 'читать всё, что читает платформа: файлы, пароли, секрет установки, фотографии людей',
      be: 'чытаць усё, што чытае платформа: файлы, паролі, сакрэт усталёўкі, фотаздымкі людзей',
      en: 'read all that the platform reads: files, passwords, the installation’s secret, people’s photos',
    },
    {
      ru: 'писать в папку данных, запускать программы, открывать порты',
      be: 'пісаць у папку даных, запускаць праграмы, адкрываць парты',
      en: 'write into the data folder, start programs, listen on ports',
    },
    {
      ru: 'связываться по сети с кем угодно',
      be: 'звязвацца праз сетку з кім заўгодна',
      en: 'talk to anybody on the network',
    },
    {
      ru: 'видеть и менять работу соседних модулей, а с секретом — все данные всех городов',
      be: 'бачыць і мяняць працу суседніх модуляў, а з сакрэтам — усе даныя ўсіх гарадоў',
      en: 'see and change what other modules do and, with the secret, all data of all cities',
    },
    {
      ru: 'остановить платформу, занять её время и память',
      be: 'спыніць платформу, заняць яе час і памяць',
      en: 'stop the platform, take its time and its memory',
    },
    {
      ru: 'на своих страницах действовать за того, кто на них смотрит',
      be: 'на сваіх старонках дзейнічаць за таго, хто на іх глядзіць',
      en: 'act on its pages as whoever looks at them',
    },
  ],
  question: {
    ru: 'Если вы верите тому, кто его сделал, наберите {id}: ',
    be: 'Калі вы верыце таму, хто яго зрабіў, набярыце {id}: ',
    en: 'If you trust whoever made it, type {id}: ',
  },
} as const satisfies { readonly heading: Text; readonly can: readonly Text[]; readonly question: Text }
