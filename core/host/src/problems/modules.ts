import { Problem, type Text } from '@vmeste/sdk'

export const moduleDisabled = (module: string) =>
  new Problem(
    'MODULE_DISABLED',
    {
      ru: 'Этот раздел сейчас выключен в вашем городе.',
      be: 'Гэты раздзел цяпер выключаны ў вашым горадзе.',
      en: 'This part of the portal is switched off in your city right now.',
    },
    { kind: 'notFound', detail: { module } },
  )

export const moduleTimeout = (module: string, mayBeDone: boolean) =>
  new Problem(
    'MODULE_TIMEOUT',
    mayBeDone
      ? {
          ru: 'Раздел не ответил вовремя. Прежде чем повторить, посмотрите, не сохранилось ли.',
          be: 'Раздзел не адказаў своечасова. Перш чым паўтарыць, паглядзіце, ці не захавалася.',
          en: 'This part of the portal did not answer in time. Before you repeat it, please see whether it was saved.',
        }
      : {
          ru: 'Раздел не ответил вовремя. Попробуйте через минуту.',
          be: 'Раздзел не адказаў своечасова. Паспрабуйце праз хвіліну.',
          en: 'This part of the portal did not answer in time. Please try again in a minute.',
        },
    { kind: 'timeout', detail: { module } },
  )

export const moduleUnhealthy = (module: string, retryAfterSeconds: number) =>
  new Problem(
    'MODULE_UNHEALTHY',
    {
      ru: 'Этот раздел приостановлен после сбоев. Попробуйте через {retryAfterSeconds} с.',
      be: 'Гэты раздзел прыпынены пасля збояў. Паспрабуйце праз {retryAfterSeconds} с.',
      en: 'This part of the portal is paused after failures. Please try again in {retryAfterSeconds} s.',
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
