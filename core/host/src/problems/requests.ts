import { Problem } from '@vmeste/sdk'

export const queryUnknown = () =>
  new Problem(
    'QUERY_UNKNOWN',
    {
      ru: 'Портал обновился. Перезагрузите страницу.',
      be: 'Партал абнавіўся. Перазагрузіце старонку.',
      en: 'The portal has been updated. Please reload the page.',
    },
    { kind: 'notFound' },
  )

export const subscriptionElsewhere = () =>
  new Problem(
    'SUBSCRIPTION_ELSEWHERE',
    {
      ru: 'За изменениями следят по адресу graphql/stream, с accept: text/event-stream.',
      be: 'За зменамі сочаць па адрасе graphql/stream, з accept: text/event-stream.',
      en: 'Changes are followed at graphql/stream, with accept: text/event-stream.',
    },
    { kind: 'malformed' },
  )

export const subscriptionsOnly = () =>
  new Problem(
    'SUBSCRIPTIONS_ONLY',
    {
      ru: 'Здесь только следят за изменениями (subscription); всё остальное по адресу graphql.',
      be: 'Тут толькі сочаць за зменамі (subscription); усё астатняе па адрасе graphql.',
      en: 'Changes are followed here (subscription); everything else is at graphql.',
    },
    { kind: 'malformed' },
  )

export const eventStreamOnly = () =>
  new Problem(
    'NOT_ACCEPTABLE',
    {
      ru: 'Здесь отвечают только потоком событий: accept: text/event-stream.',
      be: 'Тут адказваюць толькі патокам падзей: accept: text/event-stream.',
      en: 'Answers here are streams of events only: accept: text/event-stream.',
    },
    { kind: 'notAcceptable' },
  )

export const badJson = () =>
  new Problem(
    'BAD_REQUEST',
    { ru: 'Запрос не удалось прочитать.', be: 'Запыт не ўдалося прачытаць.', en: 'The request could not be read.' },
    { kind: 'malformed' },
  )

export const postOnly = () =>
  new Problem(
    'METHOD_NOT_ALLOWED',
    {
      ru: 'Сюда обращаются только методом POST.',
      be: 'Сюды звяртаюцца толькі метадам POST.',
      en: 'Only POST is answered here.',
    },
    { kind: 'wrongMethod' },
  )

export const jsonOnly = () =>
  new Problem(
    'CONTENT_TYPE',
    {
      ru: 'Запрос должен быть в JSON: application/json.',
      be: 'Запыт павінен быць у JSON: application/json.',
      en: 'The request must be JSON: application/json.',
    },
    { kind: 'wrongType' },
  )

/** @param detail of the graph's own parser or validator, which speaks English only */
export const notUnderstood = (code: string, detail: string) =>
  new Problem(
    code,
    {
      ru: 'Запрос не понят: {detail}',
      be: 'Запыт не зразумелы: {detail}',
      en: 'The request was not understood: {detail}',
    },
    { params: { detail } },
  )

export const textBroken = () =>
  new Problem('TEXT_BROKEN', {
    ru: 'В тексте есть знаки, которых не бывает. Наберите его, пожалуйста, заново.',
    be: 'У тэксце ёсць знакі, якіх не бывае. Набярыце яго, калі ласка, нанова.',
    en: 'The text has characters that do not exist. Please type it again.',
  })

export const badForm = () =>
  new Problem(
    'FORM_INVALID',
    {
      ru: 'Форму не удалось прочитать. Откройте страницу заново и попробуйте ещё раз.',
      be: 'Форму не ўдалося прачытаць. Адкрыйце старонку нанова і паспрабуйце яшчэ раз.',
      en: 'The form could not be read. Please open the page again and retry.',
    },
    { kind: 'invalid' },
  )
