import type { Text } from '@vmeste/sdk'

/** What people read from the server, in the three languages. */
export const texts = {
  title: { ru: 'Оценки служб', be: 'Ацэнкі службаў', en: 'Service ratings' },
  summary: {
    ru: 'Жители ставят службам звёзды, когда дело сделано; рейтинг и ответы видны всем.',
    be: 'Жыхары ставяць службам зоркі, калі справа зроблена; рэйтынг і адказы бачныя ўсім.',
    en: 'Residents give services stars when the work is done; everybody sees the ranking and the answers.',
  },
  inviteSubject: { ru: 'Как сработали?', be: 'Як спрацавалі?', en: 'How did it go?' },
  inviteText: {
    ru: '{what}: готово. Работала служба: {who}. Оцените, как сработали: пять нажатий, без входа и имени. Ссылка действует один раз, до {until}.',
    be: '{what}: гатова. Працавала служба: {who}. Ацаніце, як спрацавалі: пяць націскаў, без уваходу і імя. Спасылка дзейнічае адзін раз, да {until}.',
    en: '{what}: done by {who}. Rate how it went: five taps, no account and no name. The link works once, until {until}.',
  },

  invitationUnknown: {
    ru: 'По этой ссылке оценивать нечего. Проверьте, целиком ли она скопирована.',
    be: 'Па гэтай спасылцы ацэньваць няма чаго. Праверце, ці цалкам яна скапіравана.',
    en: 'There is nothing to rate at this link. Check that it was copied whole.',
  },
  invitationUsed: {
    ru: 'По этой ссылке оценка уже поставлена. Спасибо!',
    be: 'Па гэтай спасылцы ацэнка ўжо пастаўлена. Дзякуй!',
    en: 'A rating has been given at this link already. Thank you!',
  },
  invitationExpired: {
    ru: 'Ссылка действовала {days} дн. и больше не работает. Оценить службу можно на её странице.',
    be: 'Спасылка дзейнічала {days} дз. і больш не працуе. Ацаніць службу можна на яе старонцы.',
    en: 'The link no longer works. Days it held: {days}. You can rate the service on its page.',
  },
  subjectUnknown: {
    ru: 'Оценить можно то, что уже сделано, и только тому, для кого это делали.',
    be: 'Ацаніць можна тое, што ўжо зроблена, і толькі таму, для каго гэта рабілі.',
    en: 'What can be rated is finished, and only by the one it was done for.',
  },
  objectUnknown: {
    ru: 'Службы с кодом {code} в реестре нет.',
    be: 'Службы з кодам {code} у рэестры няма.',
    en: 'The register has no service with the code {code}.',
  },
  ratingClosed: {
    ru: 'Оценку можно было изменить в течение {days} дн. Спасибо, она учтена.',
    be: 'Ацэнку можна было змяніць на працягу {days} дз. Дзякуй, яна ўлічана.',
    en: 'The time to change a rating is over. Days it lasted: {days}. Thank you, it counts as it is.',
  },
  whatMissing: { ru: 'Скажите, что вы оцениваете.', be: 'Скажыце, што вы ацэньваеце.', en: 'Say what you are rating.' },
  scoreMissing: {
    ru: '{criterion}: поставьте от одной звезды до пяти.',
    be: '{criterion}: пастаўце ад адной зоркі да пяці.',
    en: '{criterion}: give one star to five.',
  },
  tooMany: {
    ru: 'Очень много оценок подряд. Попробуйте через {minutes} мин.',
    be: 'Вельмі шмат ацэнак запар. Паспрабуйце праз {minutes} хв.',
    en: 'Very many ratings in a row. Try again in {minutes} min.',
  },
  commentUnknown: { ru: 'Такого отзыва нет.', be: 'Такога водгуку няма.', en: 'There is no such comment.' },
  otherDepartment: {
    ru: 'Этот отзыв — о другой службе.',
    be: 'Гэты водгук — пра іншую службу.',
    en: 'This comment is about another department.',
  },
  parentUnknown: {
    ru: 'Такой службы нет. Выберите, к кому это относится.',
    be: 'Такой службы няма. Выберыце, да каго гэта адносіцца.',
    en: 'There is no such service. Choose whom it belongs to.',
  },
  registerFull: {
    ru: 'Записей в реестре уже {most}.',
    be: 'Запісаў у рэестры ўжо {most}.',
    en: 'Entries in the register already: {most}.',
  },
} as const satisfies Record<string, Text>
