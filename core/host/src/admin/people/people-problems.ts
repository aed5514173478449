import { Problem, type Lang, type Text } from '@vmeste/sdk'

/** The same for what never existed and what is no secret at all. */
export const linkUnknown = () =>
  new Problem(
    'LINK_UNKNOWN',
    {
      ru: 'По этой ссылке данных гостя нет. Если отправляли со своей учётной записью, войдите.',
      be: 'Па гэтай спасылцы даных госця няма. Калі адпраўлялі са свайго ўліковага запісу, увайдзіце.',
      en: 'There is no data of a guest behind this link. If you sent it with your account, please sign in.',
    },
    { kind: 'notFound', path: 'secret' },
  )

export const confirmErasing = (word: string) =>
  new Problem(
    'CONFIRM_ERASING',
    {
      ru: `Чтобы удалить данные, напишите: ${word}. Вернуть их будет нельзя.`,
      be: `Каб выдаліць даныя, напішыце: ${word}. Вярнуць іх будзе нельга.`,
      en: `To erase the data, type: ${word}. It cannot be brought back.`,
    },
    { path: 'confirm' },
  )

export const dataTooOften = (seconds: number) =>
  new Problem(
    'DATA_TOO_OFTEN',
    {
      ru: 'Слишком часто. Попробуйте через несколько минут.',
      be: 'Занадта часта. Паспрабуйце праз некалькі хвілін.',
      en: 'That was too often. Please try again in a few minutes.',
    },
    { kind: 'tooMany', params: { retryAfterSeconds: seconds } },
  )

/** @param cities names of those that nobody else administers */
export const dataLastAdmin = (cities: readonly Text[]) => {
  const named = (lang: Lang): string => cities.map((name) => name[lang]).join(', ')
  return new Problem(
    'DATA_LAST_ADMIN',
    {
      ru: `Вы единственный администратор: ${named('ru')}. Сначала назначьте другого в «Сотрудниках».`,
      be: `Вы адзіны адміністратар: ${named('be')}. Спачатку прызначце іншага ў «Супрацоўніках».`,
      en: `You are the only administrator of: ${named('en')}. Please appoint another one under “Staff” first.`,
    },
    { kind: 'notAllowed' },
  )
}
