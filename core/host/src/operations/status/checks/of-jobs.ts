import { fail, ok, unasked, Unasked, warn, type Check } from '../facts/check.ts'
import { dueBefore } from '../facts/cron-due.ts'
import type { Facts, JobFacts, SweepFacts } from '../facts/facts.ts'
import { fill, listOf, spanOf } from '../facts/words.ts'
import { silentAfterMs } from './of-database.ts'

const graceMs = 10 * 60_000
const redMs = 3_600_000

/**
 * How late a job is: `warn` when its last time has passed without a run, `fail` when that is an hour ago and the time
 * before went by too.
 */
export function lateness({ cron, lastAt, knownSince }: JobFacts, at: Date): 'ok' | 'warn' | 'fail' {
  const ran = Math.max(lastAt?.getTime() ?? 0, knownSince.getTime())
  const due = dueBefore(cron, new Date(at.getTime() - graceMs))
  if (!due || ran >= due.getTime()) return 'ok'
  const before = dueBefore(cron, new Date(due.getTime() - 1))
  return before && ran < before.getTime() && at.getTime() - ran > redMs + graceMs ? 'fail' : 'warn'
}

/** An empty database beside full folders: nothing is deleted, and somebody must look. */
const stoppedSweep = ({ city, wouldGo, of }: SweepFacts): Check =>
  fail(
    'jobs',
    fill(
      {
        ru: 'Уборка фотографий остановлена ({city}): ушли бы {n} из {of}. Ничего не удалено.',
        be: 'Прыборка фотаздымкаў спынена ({city}): сышлі б {n} з {of}. Нічога не выдалена.',
        en: 'Sweeping photos has stopped ({city}): {n} of {of} would go. Nothing was deleted.',
      },
      { city, n: wouldGo, of },
    ),
    fill(
      {
        ru: 'Проверьте, та ли это база данных. Если фотографии и правда не нужны: vmeste files sweep --city {city} --yes',
        be: 'Праверце, ці тая гэта база даных. Калі фотаздымкі сапраўды не патрэбныя: vmeste files sweep --city {city} --yes',
        en: 'Is this the right database? If they are meant to go: vmeste files sweep --city {city} --yes',
      },
      { city },
    ),
  )

export function jobsCheck({ jobs, sweeps, hosts, at }: Facts): Check {
  if (jobs instanceof Unasked) return unasked('jobs', jobs)
  if (!(sweeps instanceof Unasked) && sweeps[0]) return stoppedSweep(sweeps[0])
  if (!(hosts instanceof Unasked) && !hosts.some(({ silentMs }) => silentMs < silentAfterMs)) {
    return warn(
      'jobs',
      {
        ru: 'Ни один сервер не работает, поэтому и задания не идут.',
        be: 'Ніводзін сервер не працуе, таму і заданні не ідуць.',
        en: 'No host is running, so no job is.',
      },
      { ru: 'Запустите платформу.', be: 'Запусціце платформу.', en: 'Start the platform.' },
    )
  }
  const late = jobs.map((job) => ({ ...job, late: lateness(job, at) })).filter((job) => job.late !== 'ok')
  const failed = jobs.filter(({ lastError }) => lastError !== null)
  const last = jobs.map(({ lastAt }) => lastAt?.getTime() ?? 0).reduce((newest, each) => Math.max(newest, each), 0)
  const remedy = {
    ru: 'Найдите имя задания в журнале: там причина. Задание запустится снова само.',
    be: 'Знайдзіце імя задання ў журнале: там прычына. Заданне запусціцца зноў само.',
    en: 'Look for the job’s name in the log: the cause stands there. It runs again by itself.',
  }
  if (late.length > 0) {
    const text = fill(
      {
        ru: 'Не запускались вовремя: {names}.',
        be: 'Не запускаліся своечасова: {names}.',
        en: 'Did not run in time: {names}.',
      },
      { names: listOf(late.map(({ job }) => job)) },
    )
    return late.some((job) => job.late === 'fail') ? fail('jobs', text, remedy) : warn('jobs', text, remedy)
  }
  if (failed.length > 0)
    return warn(
      'jobs',
      fill(
        { ru: 'Закончились ошибкой: {names}.', be: 'Скончыліся памылкай: {names}.', en: 'Ended in an error: {names}.' },
        { names: listOf(failed.map(({ job, lastError }) => `${job} (${lastError})`)) },
      ),
      remedy,
    )
  if (last === 0)
    return ok(
      'jobs',
      fill(
        {
          ru: 'Заданий: {n}, первое ещё впереди.',
          be: 'Заданняў: {n}, першае яшчэ наперадзе.',
          en: 'Jobs: {n}, the first run is still to come.',
        },
        { n: jobs.length },
      ),
    )
  return ok(
    'jobs',
    fill(
      {
        ru: 'Заданий: {n}, последнее запускалось {ago} назад.',
        be: 'Заданняў: {n}, апошняе запускалася {ago} таму.',
        en: 'Jobs: {n}, the last ran {ago} ago.',
      },
      { n: jobs.length, ago: spanOf(Math.max(at.getTime() - last, 0)) },
    ),
  )
}
