import type { Text } from '@vmeste/sdk'

/** What is looked at, in the order in which it is told. All of them are always there; more may be added. */
export const checkIds = [
  'database',
  'schema',
  'updates',
  'uptime',
  'connections',
  'disk',
  'backup',
  'mail',
  'messages',
  'deliveries',
  'jobs',
  'modules',
  'calendar',
  'certificate',
  'clock',
] as const
export type CheckId = (typeof checkIds)[number]
export type CheckState = 'ok' | 'warn' | 'fail'

/** One line of the state of an installation. */
export interface Check {
  readonly id: CheckId
  readonly state: CheckState
  /** What was seen, with its figures; no personal datum. */
  readonly text: Text
  /** What to do; nothing where nothing is to be done. */
  readonly remedy: Text | undefined
}

/** Names of the lines, for people. */
export const checkTitles: Readonly<Record<CheckId, Text>> = {
  database: { ru: 'База данных', be: 'База даных', en: 'Database' },
  schema: { ru: 'Версия и схема', be: 'Версія і схема', en: 'Version and schema' },
  updates: { ru: 'Обновления', be: 'Абнаўленні', en: 'Updates' },
  uptime: { ru: 'Работа серверов', be: 'Праца сервераў', en: 'Hosts' },
  connections: { ru: 'Подключения к базе', be: 'Падключэнні да базы', en: 'Connections' },
  disk: { ru: 'Диск', be: 'Дыск', en: 'Disk' },
  backup: { ru: 'Резервная копия', be: 'Рэзервовая копія', en: 'Backup' },
  mail: { ru: 'Почта', be: 'Пошта', en: 'Mail' },
  messages: { ru: 'Что дошло до людей', be: 'Што дайшло да людзей', en: 'What reached people' },
  deliveries: { ru: 'Доставка событий', be: 'Дастаўка падзей', en: 'Deliveries' },
  jobs: { ru: 'Задания по расписанию', be: 'Заданні па раскладзе', en: 'Jobs' },
  modules: { ru: 'Модули', be: 'Модулі', en: 'Modules' },
  calendar: { ru: 'Рабочий календарь', be: 'Рабочы каляндар', en: 'Working calendar' },
  certificate: { ru: 'Сертификат', be: 'Сертыфікат', en: 'Certificate' },
  clock: { ru: 'Часы', be: 'Гадзіннік', en: 'Clock' },
}

/** A reading that could not be had, and why, in a word for whoever mends it: a code, never a value. */
export class Unasked {
  readonly why: string
  constructor(why: string) {
    this.why = why
  }
}
export type Asked<T> = T | Unasked

/** The whole is well unless a line is red. */
export const isWell = (checks: readonly Check[]): boolean => checks.every(({ state }) => state !== 'fail')

export const ok = (id: CheckId, text: Text): Check => ({ id, state: 'ok', text, remedy: undefined })
export const warn = (id: CheckId, text: Text, remedy: Text): Check => ({ id, state: 'warn', text, remedy })
export const fail = (id: CheckId, text: Text, remedy: Text): Check => ({ id, state: 'fail', text, remedy })

/** Why everything that stands in the database cannot be asked while it is down. */
export const noDatabase = 'VMESTE_DATABASE'

/** Why nothing that a restore brings back can be asked while one has begun and is not done. */
export const restoreUnfinished = 'VMESTE_RESTORE_UNFINISHED'

/** Where it began: the words of the line, and what is done first. */
const reasons: Readonly<Record<string, { readonly text: Text; readonly remedy: Text }>> = {
  [noDatabase]: {
    text: {
      ru: 'Спросить не удалось: база данных не отвечает.',
      be: 'Спытаць не ўдалося: база даных не адказвае.',
      en: 'It could not be asked: the database does not answer.',
    },
    remedy: {
      ru: 'Сначала верните базу данных, потом посмотрите снова.',
      be: 'Спачатку вярніце базу даных, потым паглядзіце зноў.',
      en: 'Bring the database back first, then look again.',
    },
  },
  [restoreUnfinished]: {
    text: {
      ru: 'Спросить нельзя: восстановление ещё не закончено.',
      be: 'Спытаць нельга: аднаўленне яшчэ не скончана.',
      en: 'It cannot be asked: a restore is not done yet.',
    },
    remedy: {
      ru: 'Сначала закончите восстановление: vmeste restore с тем же файлом.',
      be: 'Спачатку скончыце аднаўленне: vmeste restore з тым жа файлам.',
      en: 'Finish the restore first: vmeste restore with the same file.',
    },
  },
}

/** A line for what could not be asked: neither well nor ill. */
export const unasked = (id: CheckId, { why }: Unasked): Check => {
  const known = reasons[why]
  return warn(
    id,
    known?.text ?? {
      ru: `Спросить не удалось: ${why}.`,
      be: `Спытаць не ўдалося: ${why}.`,
      en: `It could not be asked: ${why}.`,
    },
    known?.remedy ?? {
      ru: 'Посмотрите снова; если так и останется, причина — по этому коду в журнале платформы или PostgreSQL.',
      be: 'Паглядзіце зноў; калі так і застанецца, прычына — па гэтым кодзе ў журнале платформы або PostgreSQL.',
      en: 'Look again; if it stays, the log of the platform or of PostgreSQL has the cause by this code.',
    },
  )
}
