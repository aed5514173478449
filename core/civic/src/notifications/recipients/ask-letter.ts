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
/** To somebody who has said yes to another thing: why they are asked once more. */
const again: Text = {
  ru: 'Здравствуйте! Ваш адрес указали ещё в одном сообщении городу. Если это вы, подтвердите, и новости о нём будут приходить. Если это не вы, ничего не делайте: ссылки на него никто не получит.',
  be: 'Вітаем! Ваш адрас пазначылі яшчэ ў адным паведамленні гораду. Калі гэта вы, пацвердзіце, і навіны пра яго будуць прыходзіць. Калі гэта не вы, нічога не рабіце: спасылкі на яго ніхто не атрымае.',
  en: 'Hello! Your address was left with one more report to the city. If it was you, confirm, and news about it will come. If it was not, do nothing: nobody gets the link to it.',
}
const message: Text = {
  ru: '{city}: присылать новости на этот номер? Подтвердить или отказаться:',
  be: '{city}: дасылаць навіны на гэты нумар? Пацвердзіць або адмовіцца:',
  en: '{city}: send news to this number? Confirm or refuse:',
}

/** The question. Only the platform's and the city's own words: it may reach somebody who has never heard of us. */
export function askLetter(channel: Channel, lang: Lang, city: City, known = false): { subject: string; text: string } {
  const say = (text: Text): string => text[lang].replace('{city}', () => city.name[lang])
  return { subject: say(subject), text: say(channel === 'SMS' ? message : known ? again : letter) }
}
