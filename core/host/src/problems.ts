import { Problem, type Text } from '@vmeste/sdk'

/** Refusals the host itself speaks; modules bring their own. */
export const signInFirst = () => new Problem('UNAUTHENTICATED', {
  ru: 'Сначала войдите.', be: 'Спачатку ўвайдзіце.', en: 'Please sign in first.',
}, { kind: 'notAllowed' })

export const notAllowed = () => new Problem('FORBIDDEN', {
  ru: 'У вас нет права на это действие.', be: 'У вас няма права на гэта дзеянне.', en: 'You are not allowed to do this.',
}, { kind: 'notAllowed' })

export const cityUnknown = (slug: string) => new Problem('CITY_UNKNOWN', {
  ru: 'Такого города здесь нет.', be: 'Такога горада тут няма.', en: 'There is no such city here.',
}, { kind: 'notFound', params: { slug } })

export const moduleDisabled = (module: string) => new Problem('MODULE_DISABLED', {
  ru: 'Этот сервис сейчас выключен в вашем городе.', be: 'Гэты сэрвіс цяпер выключаны ў вашым горадзе.', en: 'This service is switched off in your city right now.',
}, { kind: 'notFound', detail: { module } })

export const moduleTimeout = (module: string, mayBeDone: boolean) => new Problem('MODULE_TIMEOUT', mayBeDone ? {
  ru: 'Сервис не ответил вовремя. Прежде чем повторить, посмотрите, не сохранилось ли.',
  be: 'Сэрвіс не адказаў своечасова. Перш чым паўтарыць, паглядзіце, ці не захавалася.',
  en: 'The service did not answer in time. Before you repeat it, please see whether it was saved.',
} : {
  ru: 'Сервис не ответил вовремя. Попробуйте через минуту.', be: 'Сэрвіс не адказаў своечасова. Паспрабуйце праз хвіліну.', en: 'The service did not answer in time. Please try again in a minute.',
}, { kind: 'timeout', detail: { module } })

export const moduleUnhealthy = (module: string, retryAfterSeconds: number) => new Problem('MODULE_UNHEALTHY', {
  ru: 'У этого сервиса неполадки, даём ему передохнуть. Попробуйте через {retryAfterSeconds} с.',
  be: 'У гэтага сэрвіса непаладкі, даём яму перадыхнуць. Паспрабуйце праз {retryAfterSeconds} с.',
  en: 'This service is having trouble and takes a short rest. Please try again in {retryAfterSeconds} s.',
}, { kind: 'unavailable', params: { retryAfterSeconds }, detail: { module, retryAfterSeconds } })

/** @param write whether something was to be saved; then nothing of it was */
export const queryTooSlow = (write: boolean) => new Problem('QUERY_TOO_SLOW', write ? {
  ru: 'Сохранение заняло слишком много времени и отменено. Попробуйте ещё раз.',
  be: 'Захаванне заняло занадта шмат часу і адменена. Паспрабуйце яшчэ раз.',
  en: 'Saving took too long and was undone. Please try again.',
} : {
  ru: 'Этот поиск занял бы слишком много времени. Сузьте его: выберите срок, тему или место.',
  be: 'Гэты пошук заняў бы занадта шмат часу. Звузьце яго: выберыце тэрмін, тэму або месца.',
  en: 'This search would take too long. Please narrow it: choose a time, a topic or a place.',
}, { kind: 'timeout' })

export const answersPending = () => new Problem('ANSWERS_PENDING', {
  ru: 'Ваши прошлые запросы ещё обрабатываются. Подождите немного и повторите.',
  be: 'Вашы мінулыя запыты яшчэ апрацоўваюцца. Пачакайце крыху і паўтарыце.',
  en: 'Your earlier requests are still being worked on. Please wait a moment and try again.',
}, { kind: 'tooMany', params: { retryAfterSeconds: 2 } })

export const sqlAnswerTooLarge = () => new Problem('SQL_ANSWER_TOO_LARGE', {
  ru: 'Данных слишком много, чтобы показать их сразу. Сузьте поиск.',
  be: 'Даных занадта шмат, каб паказаць іх адразу. Звузьце пошук.',
  en: 'There is too much data to show at once. Please narrow the search.',
}, { kind: 'unavailable' })

export const moduleUnknown = (module: string) => new Problem('MODULE_UNKNOWN', {
  ru: 'Модуль «{module}» не установлен.', be: 'Модуль «{module}» не ўсталяваны.', en: 'The module “{module}” is not installed.',
}, { kind: 'notFound', params: { module } })

export const planOutdated = () => new Problem('PLAN_OUTDATED', {
  ru: 'Пока вы смотрели, модули города изменились. Посмотрите новый план.',
  be: 'Пакуль вы глядзелі, модулі горада змяніліся. Паглядзіце новы план.',
  en: 'The city’s modules have changed meanwhile. Please look at the new plan.',
}, { kind: 'conflict' })

/** @param missing what the plan says is missing */
export const planImpossible = (missing: readonly Text[]) => new Problem('PLAN_IMPOSSIBLE', {
  ru: `Так переключить не получится. ${missing.map(({ ru }) => ru).join(' ')}`,
  be: `Так пераключыць не атрымаецца. ${missing.map(({ be }) => be).join(' ')}`,
  en: `This switch cannot be made. ${missing.map(({ en }) => en).join(' ')}`,
})

/** What a query is measured by, as whoever reads the refusal calls it. */
const measures: Readonly<Record<string, Text>> = {
  'cost': { ru: 'стоимость', be: 'кошт', en: 'cost' },
  'characters': { ru: 'знаков', be: 'знакаў', en: 'characters' },
  'depth': { ru: 'вложенность', be: 'укладзенасць', en: 'depth' },
  'aliases': { ru: 'псевдонимов', be: 'псеўданімаў', en: 'aliases' },
  'fields': { ru: 'полей', be: 'палёў', en: 'fields' },
  'root fields': { ru: 'полей верхнего уровня', be: 'палёў верхняга ўзроўню', en: 'root fields' },
  'introspection depth': { ru: 'вложенность запроса о схеме', be: 'укладзенасць запыту пра схему', en: 'introspection depth' },
  'introspection lists': { ru: 'списков в запросе о схеме', be: 'спісаў у запыце пра схему', en: 'introspection lists' },
  'introspection lists in lists': {
    ru: 'списков в списках запроса о схеме', be: 'спісаў у спісах запыту пра схему', en: 'introspection lists in lists',
  },
}

/** @param what measure, what was found and the limit: `cost 120000 > 100000` */
export function tooComplex(what: string): Problem {
  const [, measure = '', found = '', most = ''] = /^(\D+) (\d+) > (\d+)$/.exec(what) ?? []
  const called = measures[measure]
  const say = (lang: 'ru' | 'be' | 'en', atMost: string): string => (called ? `${called[lang]} ${found}, ${atMost} ${most}` : what)
  return new Problem('QUERY_TOO_COMPLEX', {
    ru: `Слишком большой запрос: ${say('ru', 'можно не больше')}.`, be: `Занадта вялікі запыт: ${say('be', 'можна не больш за')}.`,
    en: `The query is too large: ${say('en', 'at most')}.`,
  })
}

export const queryUnknown = () => new Problem('QUERY_UNKNOWN', {
  ru: 'Портал обновился. Перезагрузите страницу.', be: 'Партал абнавіўся. Перазагрузіце старонку.', en: 'The portal has been updated. Please reload the page.',
}, { kind: 'notFound' })

export const subscriptionElsewhere = () => new Problem('SUBSCRIPTION_ELSEWHERE', {
  ru: 'За изменениями следят по адресу graphql/stream, с accept: text/event-stream.',
  be: 'За зменамі сочаць па адрасе graphql/stream, з accept: text/event-stream.',
  en: 'Changes are followed at graphql/stream, with accept: text/event-stream.',
}, { kind: 'malformed' })

export const subscriptionsOnly = () => new Problem('SUBSCRIPTIONS_ONLY', {
  ru: 'Здесь только следят за изменениями (subscription); всё остальное по адресу graphql.',
  be: 'Тут толькі сочаць за зменамі (subscription); усё астатняе па адрасе graphql.',
  en: 'Changes are followed here (subscription); everything else is at graphql.',
}, { kind: 'malformed' })

export const eventStreamOnly = () => new Problem('NOT_ACCEPTABLE', {
  ru: 'Здесь отвечают только потоком событий: accept: text/event-stream.',
  be: 'Тут адказваюць толькі патокам падзей: accept: text/event-stream.',
  en: 'Answers here are streams of events only: accept: text/event-stream.',
}, { kind: 'notAcceptable' })

export const linesFull = (retryAfterSeconds: number) => new Problem('LIVE_LINES_FULL', {
  ru: 'Открыто слишком много страниц, которые обновляются сами. Закройте лишние или попробуйте через {retryAfterSeconds} с.',
  be: 'Адкрыта зашмат старонак, якія абнаўляюцца самі. Закрыйце лішнія або паспрабуйце праз {retryAfterSeconds} с.',
  en: 'Too many pages that update themselves are open. Close some, or try again in {retryAfterSeconds} s.',
}, { kind: 'tooMany', params: { retryAfterSeconds }, detail: { retryAfterSeconds } })

export const answerTooLarge = () => new Problem('ANSWER_TOO_LARGE', {
  ru: 'Ответ получился бы слишком большим. Спросите меньше за раз.', be: 'Адказ атрымаўся б занадта вялікім. Спытайце менш за раз.', en: 'The answer would be too large. Please ask for less at a time.',
}, { kind: 'tooLarge' })

export const answerTooSlow = (mayBeDone: boolean) => new Problem('ANSWER_TOO_SLOW', mayBeDone ? {
  ru: 'Ответ готовился слишком долго. Прежде чем повторить, посмотрите, не сохранилось ли.',
  be: 'Адказ рыхтаваўся занадта доўга. Перш чым паўтарыць, паглядзіце, ці не захавалася.',
  en: 'The answer took too long. Before you repeat it, please see whether it was saved.',
} : {
  ru: 'Ответ готовился слишком долго. Спросите меньше за раз.', be: 'Адказ рыхтаваўся занадта доўга. Спытайце менш за раз.', en: 'The answer took too long. Please ask for less at a time.',
}, { kind: 'timeout' })

export const answerUnwanted = () => new Problem('ANSWER_UNWANTED', {
  ru: 'Ответа больше не ждут.', be: 'Адказу больш не чакаюць.', en: 'Nobody waits for the answer any more.',
}, { kind: 'timeout' })

/** @param field of the graph whose resolver gave more than its `@bound` */
export const listTooLong = (field: string, max: number) => new Problem('LIST_TOO_LONG', {
  ru: 'Список {field} длиннее, чем обещано: в нём больше {max}. Скажите об этом тем, кто отвечает за портал.',
  be: 'Спіс {field} даўжэйшы, чым абяцана: у ім больш за {max}. Скажыце пра гэта тым, хто адказвае за партал.',
  en: 'The list {field} is longer than promised: it has more than {max}. Please tell those who run the portal.',
}, { kind: 'tooLarge', params: { field, max }, detail: { field, max } })

export const introspectionClosed = () => new Problem('INTROSPECTION_DISABLED', {
  ru: 'Схему видят те, кто вошёл.', be: 'Схему бачаць тыя, хто ўвайшоў.', en: 'The schema is shown to people who have signed in.',
}, { kind: 'notAllowed' })

export const bodyTooLarge = () => new Problem('BODY_TOO_LARGE', {
  ru: 'Слишком много данных в одном запросе.', be: 'Занадта шмат даных у адным запыце.', en: 'Too much data in one request.',
}, { kind: 'invalid' })

export const bodyTooSlow = () => new Problem('BODY_TOO_SLOW', {
  ru: 'Связь слишком медленная, данные не дошли. Попробуйте ещё раз, когда сеть будет лучше.',
  be: 'Сувязь занадта павольная, даныя не дайшлі. Паспрабуйце яшчэ раз, калі сетка будзе лепшая.',
  en: 'The connection is too slow, and not everything arrived. Please try again when the network is better.',
}, { kind: 'tooSlow' })

export const uploadsBusy = () => new Problem('UPLOADS_BUSY', {
  ru: 'С вашего адреса уже загружается много файлов. Попробуйте через минуту.',
  be: 'З вашага адраса ўжо загружаецца шмат файлаў. Паспрабуйце праз хвіліну.',
  en: 'Many files are already arriving from your address. Please try again in a minute.',
}, { kind: 'tooMany', params: { retryAfterSeconds: 60 } })

export const addressUnknown = () => new Problem('ADDRESS_UNKNOWN', {
  ru: 'По этому адресу ничего нет.', be: 'Па гэтым адрасе нічога няма.', en: 'There is nothing at this address.',
}, { kind: 'notFound' })

export const badJson = () => new Problem('BAD_REQUEST', {
  ru: 'Запрос не удалось прочитать.', be: 'Запыт не ўдалося прачытаць.', en: 'The request could not be read.',
}, { kind: 'malformed' })

export const postOnly = () => new Problem('METHOD_NOT_ALLOWED', {
  ru: 'Сюда обращаются только методом POST.', be: 'Сюды звяртаюцца толькі метадам POST.', en: 'Only POST is answered here.',
}, { kind: 'wrongMethod' })

export const jsonOnly = () => new Problem('CONTENT_TYPE', {
  ru: 'Запрос должен быть в JSON: application/json.', be: 'Запыт павінен быць у JSON: application/json.', en: 'The request must be JSON: application/json.',
}, { kind: 'wrongType' })

/** @param detail of the graph's own parser or validator, which speaks English only */
export const notUnderstood = (code: string, detail: string) => new Problem(code, {
  ru: 'Запрос не понят: {detail}', be: 'Запыт не зразумелы: {detail}', en: 'The request was not understood: {detail}',
}, { params: { detail } })

export const textBroken = () => new Problem('TEXT_BROKEN', {
  ru: 'В тексте есть знаки, которых не бывает. Наберите его, пожалуйста, заново.', be: 'У тэксце ёсць знакі, якіх не бывае. Набярыце яго, калі ласка, нанова.', en: 'The text has characters that do not exist. Please type it again.',
})

export const internal = (requestId: string) => new Problem('INTERNAL', {
  ru: 'Что-то сломалось у нас. Попробуйте ещё раз; если не поможет, назовите код {requestId}.',
  be: 'Нешта зламалася ў нас. Паспрабуйце яшчэ раз; калі не дапаможа, назавіце код {requestId}.',
  en: 'Something broke on our side. Please try again; if that does not help, quote the code {requestId}.',
}, { kind: 'unavailable', params: { requestId } })

/** The platform's own ground has given way, its database or its disk: nothing of what was asked is to blame. */
export const serviceUnavailable = () => new Problem('SERVICE_UNAVAILABLE', {
  ru: 'Сейчас мы не можем ответить: у нас неполадки. Попробуйте через минуту.', be: 'Цяпер мы не можам адказаць: у нас непаладкі. Паспрабуйце праз хвіліну.', en: 'We cannot answer right now: something is wrong on our side. Please try again in a minute.',
}, { kind: 'unavailable', params: { retryAfterSeconds: outageRetrySeconds }, detail: { retryAfterSeconds: outageRetrySeconds } })
/** After how long it is worth asking again in an outage. */
export const outageRetrySeconds = 10

export const busy = () => new Problem('BUSY', {
  ru: 'Сейчас очень много запросов. Попробуйте через минуту.', be: 'Цяпер вельмі шмат запытаў. Паспрабуйце праз хвіліну.', en: 'We are very busy right now. Please try again in a minute.',
}, { kind: 'unavailable' })

export const badForm = () => new Problem('FORM_INVALID', {
  ru: 'Форму не удалось прочитать. Откройте страницу заново и попробуйте ещё раз.', be: 'Форму не ўдалося прачытаць. Адкрыйце старонку нанова і паспрабуйце яшчэ раз.', en: 'The form could not be read. Please open the page again and retry.',
}, { kind: 'invalid' })

export const foreignForm = () => new Problem('FORM_FOREIGN', {
  ru: 'Эта форма отправлена с чужого сайта.', be: 'Гэта форма адпраўлена з чужога сайта.', en: 'This form was sent from another site.',
}, { kind: 'notAllowed' })
