import { fail, ok, unasked, Unasked, warn, type Check } from '../facts/check.ts'
import type { BackupFacts, Facts, UnwrittenBook } from '../facts/facts.ts'
import { inManual } from '../facts/manual.ts'
import { fill, spanOf, together } from '../facts/words.ts'

/** Once a day, and two hours to make it. */
const oldMs = 26 * 3_600_000
/** The first copy of a large town takes its time. */
const firstMs = 3 * 3_600_000

const remedy = {
  ru: 'Посмотрите журнал, место и доступ к хранилищу, сделайте копию сейчас: vmeste backup <файл>.',
  be: 'Паглядзіце журнал, месца і доступ да сховішча, зрабіце копію цяпер: vmeste backup <файл>.',
  en: 'Look at the log, the room and the way to the store, and take one now: vmeste backup <file>.',
}

/** The newest backup there is, whoever made it. */
export function lastBackup({ lastAt, byHandAt = null }: BackupFacts): Date | null {
  return lastAt && byHandAt ? (lastAt < byHandAt ? byHandAt : lastAt) : (lastAt ?? byHandAt)
}

export function backupCheck({ backup, at }: Pick<Facts, 'backup' | 'at'>): Check {
  if (backup instanceof Unasked) return unasked('backup', backup)
  const copies = copiesCheck(backup, at)
  return backup.unwritten?.length ? withBook(copies, backup.unwritten) : copies
}

const filesNamed = 3

/** A restore brings back whoever was erased where nothing says so beside the copy. */
function withBook(copies: Check, unwritten: readonly UnwrittenBook[]): Check {
  const isThere = unwritten.some(({ away }) => !away)
  const files = unwritten
    .slice(0, filesNamed)
    .map(({ file, code }) => `${file} (${code})`)
    .join(', ')
  const text = fill(
    {
      ru: 'Рядом с копиями не записано, кого стёрли: {files}.',
      be: 'Побач з копіямі не запісана, каго сцёрлі: {files}.',
      en: 'Who was erased is not written down beside the copies: {files}.',
    },
    { files: unwritten.length > filesNamed ? `${files}, …` : files },
  )
  return {
    id: 'backup',
    state: isThere || copies.state === 'fail' ? 'fail' : 'warn',
    text: together(copies.text, text),
    remedy: together(copies.remedy, isThere ? bookRemedy : awayRemedy),
  }
}

const bookRemedy = {
  ru: 'Верните место и доступ: платформа допишет сама за минуту. До тех пор копия без этой записи вернёт стёртых.',
  be: 'Вярніце месца і доступ: платформа дапіша сама за хвіліну. Да таго часу копія без гэтага запісу верне сцёртых.',
  en: 'Give room and access back: the platform writes it within a minute. Until then such a copy brings the erased back.',
}
const awayRemedy = {
  ru: 'Подключите этот диск: платформа допишет сама за минуту. Папка больше не нужна — уберите её строку из файла backup-folders.',
  be: 'Падключыце гэты дыск: платформа дапіша сама за хвіліну. Папка больш не патрэбная — прыбярыце яе радок з файла backup-folders.',
  en: 'Connect this disk: the platform writes it within a minute. Not needed any more? Take its line out of the file backup-folders.',
}

function copiesCheck(backup: BackupFacts, at: Date): Check {
  const ageOf = (made: Date): number => Math.max(at.getTime() - made.getTime(), 0)
  const { configured, lastAt, byHandAt = null, setSince = null } = backup
  const byHand =
    byHandAt &&
    fill(
      { ru: 'Сделана вручную {age} назад.', be: 'Зроблена ўручную {age} таму.', en: 'Made by hand {age} ago.' },
      { age: spanOf(ageOf(byHandAt)) },
    )
  if (!configured) {
    return warn(
      'backup',
      together(
        byHand ?? undefined,
        byHand
          ? {
              ru: 'Сама собой копия не делается.',
              be: 'Сама сабой копія не робіцца.',
              en: 'Nothing makes them on its own.',
            }
          : {
              ru: 'Копии по расписанию не настроены.',
              be: 'Копіі па раскладзе не наладжаны.',
              en: 'No schedule of backups is set.',
            },
      ),
      fill(
        {
          ru: 'Задайте VMESTE_BACKUP: {where}.',
          be: 'Задайце VMESTE_BACKUP: {where}.',
          en: 'Set VMESTE_BACKUP: {where}.',
        },
        { where: inManual('schedule') },
      ),
    )
  }
  const error = backup.error
    ? fill(
        {
          ru: 'Последняя попытка не удалась: {error}.',
          be: 'Апошняя спроба не ўдалася: {error}.',
          en: 'The last try failed: {error}.',
        },
        { error: backup.error },
      )
    : undefined
  const scheduled = lastAt
    ? fill(
        { ru: 'По расписанию — {age} назад.', be: 'Па раскладзе — {age} таму.', en: 'By the schedule {age} ago.' },
        { age: spanOf(ageOf(lastAt)) },
      )
    : { ru: 'По расписанию — ещё ни одной.', be: 'Па раскладзе — яшчэ ніводнай.', en: 'None by the schedule yet.' }
  const last = lastBackup(backup)
  const isFirst = !lastAt && !error && setSince !== null && ageOf(setSince) < firstMs
  if (isFirst) {
    const onItsWay = {
      ru: 'Первая копия скоро будет готова.',
      be: 'Першая копія хутка будзе гатова.',
      en: 'The first one is on its way.',
    }
    const wait = {
      ru: 'Подождите: её делает сама платформа. Не появится за три часа — строка станет красной.',
      be: 'Пачакайце: яе робіць сама платформа. Не з’явіцца за тры гадзіны — радок стане чырвоным.',
      en: 'Wait: the platform makes it. If it is not there within three hours, this turns red.',
    }
    return warn('backup', together(byHand ?? undefined, onItsWay), wait)
  }
  if (!last)
    return fail(
      'backup',
      together({ ru: 'Ни одной копии ещё нет.', be: 'Ніводнай копіі яшчэ няма.', en: 'There is none yet.' }, error),
      remedy,
    )
  // one by hand says nothing where the schedule has made a newer one
  const newerByHand = last !== lastAt ? byHand : undefined
  const text = newerByHand ? together(newerByHand, scheduled, error) : together(lastLine(ageOf(last)), error)
  if (ageOf(last) > oldMs) return fail('backup', text, remedy)
  // a file by hand is good for a day; that the schedule makes none stays worth a look
  return backup.error || !lastAt || ageOf(lastAt) > oldMs ? warn('backup', text, remedy) : ok('backup', text)
}

const lastLine = (age: number) =>
  fill(
    {
      ru: 'Последняя копия сделана {age} назад.',
      be: 'Апошняя копія зроблена {age} таму.',
      en: 'The last one is {age} old.',
    },
    { age: spanOf(age) },
  )
