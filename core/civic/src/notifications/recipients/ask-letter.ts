import type { City, Lang, Text } from '@vmeste/sdk'
import type { Channel } from '../notification.entity.ts'

const subject: Text = {
  ru: 'Писать вам на этот адрес? {city}',
  be: 'Пісаць вам на гэты адрас? {city}',
  en: 'May we write to this address? {city}',
}
const letter: Text = {
  ru: 'Здравствуйте! Кто-то, наверное вы, попросил городской портал присылать новости на этот адрес. Подтвердите, и мы будем писать. Если это не вы, ничего не делайте или нажмите там же «Больше не писать».',
  be: 'Вітаем! Нехта, мабыць вы, папрасіў гарадскі партал дасылаць навіны на гэты адрас. Пацвердзіце, і мы будзем пісаць. Калі гэта не вы, нічога не рабіце або націсніце там жа «Больш не пісаць».',
  en: 'Hello! Somebody, probably you, asked the city’s portal to send news to this address. Confirm, and we will write. If it was not you, do nothing, or press “Do not write to me” there.',
}
const message: Text = {
  ru: '{city}: присылать новости на этот номер? Подтвердить или отказаться:',
  be: '{city}: дасылаць навіны на гэты нумар? Пацвердзіць або адмовіцца:',
  en: '{city}: send news to this number? Confirm or refuse:',
}

/** The question. Only the platform's and the city's own words: it may reach somebody who has never heard of us. */
export function askLetter(channel: Channel, lang: Lang, city: City): { subject: string; text: string } {
  const say = (text: Text): string => text[lang].replace('{city}', () => city.name[lang])
  return { subject: say(subject), text: say(channel === 'SMS' ? message : letter) }
}
