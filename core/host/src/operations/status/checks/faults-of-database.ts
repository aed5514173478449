import type { Text } from '@vmeste/sdk'
import { fail, restoreUnfinished, type Check, type CheckId } from '../facts/check.ts'
import { inManual } from '../facts/manual.ts'
import { fill } from '../facts/words.ts'

export const unfinishedRestore = (id: CheckId): Check =>
  fail(
    id,
    {
      ru: `Восстановление начато и не закончено (${restoreUnfinished}): платформа на этом не запустится.`,
      be: `Аднаўленне пачата і не скончана (${restoreUnfinished}): платформа на гэтым не запусціцца.`,
      en: `A restore has begun and is not done (${restoreUnfinished}): nothing starts on it.`,
    },
    {
      ru: 'Повторите vmeste restore с тем же файлом: оно начнётся заново, --replace не нужен.',
      be: 'Паўтарыце vmeste restore з тым жа файлам: яно пачнецца нанова, --replace не патрэбны.',
      en: 'Call vmeste restore with the same file once more: it begins anew and needs no --replace.',
    },
  )

/**
 * A server that answers and lets nobody in is not one that is down: by the code of PostgreSQL, what it was and what
 * mends it.
 */
export const databaseFaults: Readonly<Record<string, { readonly text: Text; readonly remedy: Text }>> = {
  '28P01': {
    text: {
      ru: 'PostgreSQL отвечает, но не принимает пароль (28P01).',
      be: 'PostgreSQL адказвае, але не прымае пароль (28P01).',
      en: 'PostgreSQL answers and refuses the password (28P01).',
    },
    remedy: {
      ru: 'Исправьте пароль в DATABASE_URL; знаки вроде @ : / # пишутся как %40 %3A %2F %23.',
      be: 'Выпраўце пароль у DATABASE_URL; знакі кшталту @ : / # пішуцца як %40 %3A %2F %23.',
      en: 'Mend the password in DATABASE_URL; letters such as @ : / # are written as %40 %3A %2F %23.',
    },
  },
  '28000': {
    text: {
      ru: 'PostgreSQL отвечает, но не впускает эту роль (28000).',
      be: 'PostgreSQL адказвае, але не ўпускае гэту ролю (28000).',
      en: 'PostgreSQL answers and does not let this role in (28000).',
    },
    remedy: {
      ru: 'Создайте роль из DATABASE_URL или впустите её в pg_hba.conf; где нужен TLS, допишите sslmode=require.',
      be: 'Стварыце ролю з DATABASE_URL або ўпусціце яе ў pg_hba.conf; дзе патрэбны TLS, дапішыце sslmode=require.',
      en: 'Make the role of DATABASE_URL, or let it in by pg_hba.conf; with sslmode=require where only TLS is let in.',
    },
  },
  '3D000': {
    text: {
      ru: 'PostgreSQL отвечает, но такой базы в нём нет (3D000).',
      be: 'PostgreSQL адказвае, але такой базы ў ім няма (3D000).',
      en: 'PostgreSQL answers and has no such database (3D000).',
    },
    remedy: fill(
      {
        ru: 'Исправьте имя базы в DATABASE_URL или создайте её: {where}.',
        be: 'Выпраўце імя базы ў DATABASE_URL або стварыце яе: {where}.',
        en: 'Mend its name in DATABASE_URL, or create it: {where}.',
      },
      { where: inManual('forACity') },
    ),
  },
  '53300': {
    text: {
      ru: 'PostgreSQL отвечает, но все подключения заняты (53300).',
      be: 'PostgreSQL адказвае, але ўсе падключэнні занятыя (53300).',
      en: 'PostgreSQL answers and takes no more connections (53300).',
    },
    remedy: {
      ru: 'Увеличьте max_connections или завершите то, что их занимает.',
      be: 'Павялічце max_connections або завяршыце тое, што іх займае.',
      en: 'Raise max_connections, or end what holds them.',
    },
  },
  '57P03': {
    text: {
      ru: 'PostgreSQL как раз запускается (57P03).',
      be: 'PostgreSQL якраз запускаецца (57P03).',
      en: 'PostgreSQL is just starting (57P03).',
    },
    remedy: {
      ru: 'Подождите минуту и посмотрите снова.',
      be: 'Пачакайце хвіліну і паглядзіце зноў.',
      en: 'Wait a minute and look again.',
    },
  },
}
