import { Problem, type Text } from '@vmeste/sdk'

/** @param write whether something was to be saved; then nothing of it was */
export const queryTooSlow = (write: boolean) =>
  new Problem(
    'QUERY_TOO_SLOW',
    write
      ? {
          ru: 'Сохранение заняло слишком много времени и отменено. Попробуйте ещё раз.',
          be: 'Захаванне заняло занадта шмат часу і адменена. Паспрабуйце яшчэ раз.',
          en: 'Saving took too long and was undone. Please try again.',
        }
      : {
          ru: 'Этот поиск занял бы слишком много времени. Сузьте его: выберите срок, тему или место.',
          be: 'Гэты пошук заняў бы занадта шмат часу. Звузьце яго: выберыце тэрмін, тэму або месца.',
          en: 'This search would take too long. Please narrow it: choose a time, a topic or a place.',
        },
    { kind: 'timeout' },
  )

export const answersPending = () =>
  new Problem(
    'ANSWERS_PENDING',
    {
      ru: 'Ваши прошлые запросы ещё обрабатываются. Подождите немного и повторите.',
      be: 'Вашы мінулыя запыты яшчэ апрацоўваюцца. Пачакайце крыху і паўтарыце.',
      en: 'Your earlier requests are still being worked on. Please wait a moment and try again.',
    },
    { kind: 'tooMany', params: { retryAfterSeconds: 2 } },
  )

export const sqlAnswerTooLarge = () =>
  new Problem(
    'SQL_ANSWER_TOO_LARGE',
    {
      ru: 'Данных слишком много, чтобы показать их сразу. Сузьте поиск.',
      be: 'Даных занадта шмат, каб паказаць іх адразу. Звузьце пошук.',
      en: 'There is too much data to show at once. Please narrow the search.',
    },
    { kind: 'unavailable' },
  )

/** What a query is measured by, as whoever reads the refusal calls it. */
const measures: Readonly<Record<string, Text>> = {
  cost: { ru: 'стоимость', be: 'кошт', en: 'cost' },
  characters: { ru: 'знаков', be: 'знакаў', en: 'characters' },
  depth: { ru: 'вложенность', be: 'укладзенасць', en: 'depth' },
  aliases: { ru: 'псевдонимов', be: 'псеўданімаў', en: 'aliases' },
  fields: { ru: 'полей', be: 'палёў', en: 'fields' },
  'root fields': { ru: 'полей верхнего уровня', be: 'палёў верхняга ўзроўню', en: 'root fields' },
  'introspection depth': {
    ru: 'вложенность запроса о схеме',
    be: 'укладзенасць запыту пра схему',
    en: 'introspection depth',
  },
  'introspection lists': {
    ru: 'списков в запросе о схеме',
    be: 'спісаў у запыце пра схему',
    en: 'introspection lists',
  },
  'introspection lists in lists': {
    ru: 'списков в списках запроса о схеме',
    be: 'спісаў у спісах запыту пра схему',
    en: 'introspection lists in lists',
  },
}

/** @param what measure, what was found and the limit: `cost 120000 > 100000` */
export function tooComplex(what: string): Problem {
  const [, measure = '', found = '', most = ''] = /^(\D+) (\d+) > (\d+)$/.exec(what) ?? []
  const called = measures[measure]
  const say = (lang: 'ru' | 'be' | 'en', atMost: string): string =>
    called ? `${called[lang]} ${found}, ${atMost} ${most}` : what
  return new Problem('QUERY_TOO_COMPLEX', {
    ru: `Слишком большой запрос: ${say('ru', 'можно не больше')}.`,
    be: `Занадта вялікі запыт: ${say('be', 'можна не больш за')}.`,
    en: `The query is too large: ${say('en', 'at most')}.`,
  })
}

export const linesFull = (retryAfterSeconds: number) =>
  new Problem(
    'LIVE_LINES_FULL',
    {
      ru: 'Открыто слишком много страниц, которые обновляются сами. Закройте лишние или попробуйте через {retryAfterSeconds} с.',
      be: 'Адкрыта зашмат старонак, якія абнаўляюцца самі. Закрыйце лішнія або паспрабуйце праз {retryAfterSeconds} с.',
      en: 'Too many pages that update themselves are open. Close some, or try again in {retryAfterSeconds} s.',
    },
    { kind: 'tooMany', params: { retryAfterSeconds }, detail: { retryAfterSeconds } },
  )

export const answerTooLarge = () =>
  new Problem(
    'ANSWER_TOO_LARGE',
    {
      ru: 'Ответ получился бы слишком большим. Спросите меньше за раз.',
      be: 'Адказ атрымаўся б занадта вялікім. Спытайце менш за раз.',
      en: 'The answer would be too large. Please ask for less at a time.',
    },
    { kind: 'tooLarge' },
  )

export const answerTooSlow = (mayBeDone: boolean) =>
  new Problem(
    'ANSWER_TOO_SLOW',
    mayBeDone
      ? {
          ru: 'Ответ готовился слишком долго. Прежде чем повторить, посмотрите, не сохранилось ли.',
          be: 'Адказ рыхтаваўся занадта доўга. Перш чым паўтарыць, паглядзіце, ці не захавалася.',
          en: 'The answer took too long. Before you repeat it, please see whether it was saved.',
        }
      : {
          ru: 'Ответ готовился слишком долго. Спросите меньше за раз.',
          be: 'Адказ рыхтаваўся занадта доўга. Спытайце менш за раз.',
          en: 'The answer took too long. Please ask for less at a time.',
        },
    { kind: 'timeout' },
  )

export const answerUnwanted = () =>
  new Problem(
    'ANSWER_UNWANTED',
    { ru: 'Ответа больше не ждут.', be: 'Адказу больш не чакаюць.', en: 'Nobody waits for the answer any more.' },
    { kind: 'timeout' },
  )

/** @param field of the graph whose resolver gave more than its `@bound` */
export const listTooLong = (field: string, max: number) =>
  new Problem(
    'LIST_TOO_LONG',
    {
      ru: 'Список {field} длиннее, чем обещано: в нём больше {max}. Скажите об этом тем, кто отвечает за портал.',
      be: 'Спіс {field} даўжэйшы, чым абяцана: у ім больш за {max}. Скажыце пра гэта тым, хто адказвае за партал.',
      en: 'The list {field} is longer than promised: it has more than {max}. Please tell those who run the portal.',
    },
    { kind: 'tooLarge', params: { field, max }, detail: { field, max } },
  )

export const bodyTooLarge = () =>
  new Problem(
    'BODY_TOO_LARGE',
    {
      ru: 'Слишком много данных в одном запросе.',
      be: 'Занадта шмат даных у адным запыце.',
      en: 'Too much data in one request.',
    },
    { kind: 'invalid' },
  )

export const bodyTooSlow = () =>
  new Problem(
    'BODY_TOO_SLOW',
    {
      ru: 'Связь слишком медленная, данные не дошли. Попробуйте ещё раз, когда сеть будет лучше.',
      be: 'Сувязь занадта павольная, даныя не дайшлі. Паспрабуйце яшчэ раз, калі сетка будзе лепшая.',
      en: 'The connection is too slow, and not everything arrived. Please try again when the network is better.',
    },
    { kind: 'tooSlow' },
  )

export const uploadsBusy = () =>
  new Problem(
    'UPLOADS_BUSY',
    {
      ru: 'С вашего адреса уже загружается много файлов. Попробуйте через минуту.',
      be: 'З вашага адраса ўжо загружаецца шмат файлаў. Паспрабуйце праз хвіліну.',
      en: 'Many files are already arriving from your address. Please try again in a minute.',
    },
    { kind: 'tooMany', params: { retryAfterSeconds: 60 } },
  )

export const busy = () =>
  new Problem(
    'BUSY',
    {
      ru: 'Сейчас очень много запросов. Попробуйте через минуту.',
      be: 'Цяпер вельмі шмат запытаў. Паспрабуйце праз хвіліну.',
      en: 'We are very busy right now. Please try again in a minute.',
    },
    { kind: 'unavailable' },
  )
