import type { Text } from '@vmeste/sdk'

/** All that the messenger ever carries. */
export const messengerTexts = {
  news: { ru: 'Есть новости: {n}', be: 'Ёсць навіны: {n}', en: 'There is news: {n}' },
  urgent: { ru: 'Есть срочное: {n}', be: 'Ёсць тэрміновае: {n}', en: 'There is something urgent: {n}' },
  linked: {
    ru: 'Готово. Когда будут новости, мы напишем сюда: без подробностей, со ссылкой. Остановить: /stop',
    be: 'Гатова. Калі будуць навіны, мы напішам сюды: без падрабязнасцей, са спасылкай. Спыніць: /stop',
    en: 'Done. When there is news, we will write here: without details, with a link. To stop: /stop',
  },
  unknown: {
    ru: 'Код не подошёл или устарел. Новый можно взять здесь:',
    be: 'Код не падышоў ці састарэў. Новы можна ўзяць тут:',
    en: 'The code does not fit or is too old. Get a new one here:',
  },
  stopped: { ru: 'Больше сюда не пишем.', be: 'Больш сюды не пішам.', en: 'We write here no more.' },
} satisfies Record<string, Text>
