import { secret, setting, z } from '@vmeste/sdk'

/** Off until a city has a bot of its own. */
export const messengerSettings = z.object({
  telegramToken: secret().meta(
    setting({
      title: { ru: 'Telegram: ключ бота', be: 'Telegram: ключ бота', en: 'Telegram: key of the bot' },
      hint: {
        ru: 'Пока пусто, в Telegram ничего не уходит. Серверы Telegram за границей, поэтому уходит только «Есть новости» и ссылка. Один бот — один город.',
        be: 'Пакуль пуста, у Telegram нічога не адпраўляецца. Серверы Telegram за мяжой, таму адпраўляецца толькі «Ёсць навіны» і спасылка. Адзін бот — адзін горад.',
        en: 'While it is empty nothing leaves for Telegram. Its servers are abroad, so only “There is news” and a link leave. One bot for one city.',
      },
    }),
  ),
})
