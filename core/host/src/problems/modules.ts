import { Problem, type Text } from '@vmeste/sdk'

export const moduleDisabled = (module: string) =>
  new Problem(
    'MODULE_DISABLED',
    {
      ru: 'Этот сервис сейчас выключен в вашем городе.',
      be: 'Гэты сэрвіс цяпер выключаны ў вашым горадзе.',
      en: 'This service is switched off in your city right now.',
    },
    { kind: 'notFound', detail: { module } },
  )

export const moduleTimeout = (module: string, mayBeDone: boolean) =>
  new Problem(
    'MODULE_TIMEOUT',
    mayBeDone
      ? {
          ru: 'Сервис не ответил вовремя. Прежде чем повторить, посмотрите, не сохранилось ли.',
          be: 'Сэрвіс не адказаў своечасова. Перш чым паўтарыць, паглядзіце, ці не захавалася.',
          en: 'The service did not answer in time. Before you repeat it, please see whether it was saved.',
        }
      : {
          ru: 'Сервис не ответил вовремя. Попробуйте через минуту.',
          be: 'Сэрвіс не адказаў своечасова. Паспрабуйце праз хвіліну.',
          en: 'The service did not answer in time. Please try again in a minute.',
        },
    { kind: 'timeout', detail: { module } },
  )

export const moduleUnhealthy = (module: string, retryAfterSeconds: number) =>
  new Problem(
    'MODULE_UNHEALTHY',
    {
      ru: 'У этого сервиса неполадки, даём ему передохнуть. Попробуйте через {retryAfterSeconds} с.',
      be: 'У гэтага сэрвіса непаладкі, даём яму перадыхнуць. Паспрабуйце праз {retryAfterSeconds} с.',
      en: 'This service is having trouble and takes a short rest. Please try again in {retryAfterSeconds} s.',
    },
    { kind: 'unavailable', params: { retryAfterSeconds }, detail: { module, retryAfterSeconds } },
  )

export const moduleUnknown = (module: string) =>
  new Problem(
    'MODULE_UNKNOWN',
    {
      ru: 'Модуль «{module}» не установлен.',
      be: 'Модуль «{module}» не ўсталяваны.',
      en: 'The module “{module}” is not installed.',
    },
    { kind: 'notFound', params: { module } },
  )

export const planOutdated = () =>
  new Problem(
    'PLAN_OUTDATED',
    {
      ru: 'Пока вы смотрели, модули города изменились. Посмотрите новый план.',
      be: 'Пакуль вы глядзелі, модулі горада змяніліся. Паглядзіце новы план.',
      en: 'The city’s modules have changed meanwhile. Please look at the new plan.',
    },
    { kind: 'conflict' },
  )

/** @param missing what the plan says is missing */
export const planImpossible = (missing: readonly Text[]) =>
  new Problem('PLAN_IMPOSSIBLE', {
    ru: `Так переключить не получится. ${missing.map(({ ru }) => ru).join(' ')}`,
    be: `Так пераключыць не атрымаецца. ${missing.map(({ be }) => be).join(' ')}`,
    en: `This switch cannot be made. ${missing.map(({ en }) => en).join(' ')}`,
  })
