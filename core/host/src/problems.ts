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

export const tooComplex = (what: string) => new Problem('QUERY_TOO_COMPLEX', {
  ru: 'Слишком большой запрос: {what}.', be: 'Занадта вялікі запыт: {what}.', en: 'The query is too large: {what}.',
}, { params: { what } })

export const queryUnknown = () => new Problem('QUERY_UNKNOWN', {
  ru: 'Портал обновился. Перезагрузите страницу.', be: 'Партал абнавіўся. Перазагрузіце старонку.', en: 'The portal has been updated. Please reload the page.',
}, { kind: 'notFound' })

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

export const busy = () => new Problem('BUSY', {
  ru: 'Сейчас очень много запросов. Попробуйте через минуту.', be: 'Цяпер вельмі шмат запытаў. Паспрабуйце праз хвіліну.', en: 'We are very busy right now. Please try again in a minute.',
}, { kind: 'unavailable' })

export const badForm = () => new Problem('FORM_INVALID', {
  ru: 'Форму не удалось прочитать. Откройте страницу заново и попробуйте ещё раз.', be: 'Форму не ўдалося прачытаць. Адкрыйце старонку нанова і паспрабуйце яшчэ раз.', en: 'The form could not be read. Please open the page again and retry.',
}, { kind: 'invalid' })

export const foreignForm = () => new Problem('FORM_FOREIGN', {
  ru: 'Эта форма отправлена с чужого сайта.', be: 'Гэта форма адпраўлена з чужога сайта.', en: 'This form was sent from another site.',
}, { kind: 'notAllowed' })
