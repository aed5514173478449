import type { Text } from '@vmeste/sdk'
import type { Fault } from './health-record.ts'

/** Why a module is not well, for an administrator: calm, for it is the host's to cope with first. */
export const faultTexts: Readonly<Record<Fault, Text>> = {
  error: { ru: 'Часто ошибается.', be: 'Часта памыляецца.', en: 'It fails often.' },
  timeout: { ru: 'Долго не отвечает.', be: 'Доўга не адказвае.', en: 'It takes too long to answer.' },
  delivery: {
    ru: 'Не справляется с событиями.',
    be: 'Не спраўляецца з падзеямі.',
    en: 'It cannot cope with its events.',
  },
  check: {
    ru: 'Не проходит собственную проверку.',
    be: 'Не праходзіць уласную праверку.',
    en: 'It fails its own check.',
  },
  stray: { ru: 'Сбои в фоновой работе.', be: 'Збоі ў фонавай працы.', en: 'It fails in background work.' },
}
