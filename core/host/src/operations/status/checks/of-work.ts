import type { Text } from '@vmeste/sdk'
import { fail, ok, unasked, Unasked, warn, type Check } from '../facts/check.ts'
import type { CalendarFacts, DeliveryFacts, Facts, MailFacts, ModuleFacts } from '../facts/facts.ts'
import { fill, listOf, spanOf, together } from '../facts/words.ts'

/** Letters that are due and wait for longer than this are in trouble. */
const patientMs = 3_600_000

/** Whoever administers a city cannot reach what stands in the settings of the platform. */
const tellWhoRuns: Text = {
  ru: 'Сообщите тому, кто ведёт платформу: город этого поправить не может.',
  be: 'Паведаміце таму, хто вядзе платформу: горад гэтага паправіць не можа.',
  en: 'Tell whoever runs the platform: a city cannot mend this.',
}

/** The line of mail for one city: the same, with advice that its administrator can follow. */
export function cityMailCheck(facts: Pick<Facts, 'mail' | 'at' | 'hosts'>): Check {
  const check = mailCheck(facts)
  return check.remedy ? { ...check, remedy: tellWhoRuns } : check
}

/** The line of deliveries for one city: dead ones it replays itself, hosts are not its own. */
export function cityDeliveriesCheck(deliveries: Facts['deliveries']): Check {
  const check = deliveriesCheck(deliveries)
  return check.remedy && (deliveries instanceof Unasked || deliveries.dead === 0)
    ? { ...check, remedy: tellWhoRuns }
    : check
}

export function mailCheck({ mail, at, hosts }: Pick<Facts, 'mail' | 'at' | 'hosts'>): Check {
  if (mail instanceof Unasked) return unasked('mail', mail)
  const queue = queueText(mail)
  if (!mail.configured) {
    return warn(
      'mail',
      together(
        {
          ru: 'Почтовый сервер не задан, письма не уходят.',
          be: 'Паштовы сервер не зададзены, лісты не адыходзяць.',
          en: 'No mail server is set: no letter leaves.',
        },
        mail.waiting > 0 ? queue : undefined,
      ),
      {
        ru: 'Задайте VMESTE_SMTP и VMESTE_MAIL_FROM и перезапустите платформу.',
        be: 'Задайце VMESTE_SMTP і VMESTE_MAIL_FROM і перазапусціце платформу.',
        en: 'Set VMESTE_SMTP and VMESTE_MAIL_FROM, and restart.',
      },
    )
  }
  const seen =
    hosts instanceof Unasked
      ? undefined
      : hosts
          .filter(
            ({ mail: { error, errorAt, sentAt } }) =>
              error !== null && errorAt !== null && (sentAt === null || sentAt < errorAt),
          )
          .map((host) => host.mail.error)[0]
  const error = mail.fault ?? mail.lastError ?? seen ?? undefined
  const last = error
    ? fill({ ru: 'Последняя ошибка: {error}.', be: 'Апошняя памылка: {error}.', en: 'Last error: {error}.' }, { error })
    : undefined
  const remedy = {
    ru: 'Проверьте адрес, имя и пароль в VMESTE_SMTP и доступность сервера, потом отправьте пробное письмо.',
    be: 'Праверце адрас, імя і пароль у VMESTE_SMTP і ці даступны сервер, потым адпраўце пробны ліст.',
    en: 'Look at address, name and password in VMESTE_SMTP and whether the server can be reached; then send a test letter.',
  }
  if (mail.fault)
    return fail(
      'mail',
      together(
        {
          ru: 'Почтовый сервер не отвечает.',
          be: 'Паштовы сервер не адказвае.',
          en: 'The mail server does not answer.',
        },
        last,
        queue,
      ),
      remedy,
    )
  const late = mail.oldest !== null && at.getTime() - mail.oldest.getTime() > patientMs
  if (late || mail.failing > 0 || mail.givenUp > 0) return warn('mail', together(queue, last), remedy)
  return ok('mail', queue)
}

const queueText = ({ waiting, failing, givenUp }: MailFacts) =>
  fill(
    {
      ru: 'Ждут отправки: {waiting}, не вышло с первого раза: {failing}, за неделю не отправлено: {givenUp}.',
      be: 'Чакаюць адпраўкі: {waiting}, не выйшла з першага разу: {failing}, за тыдзень не адпраўлена: {givenUp}.',
      en: 'Waiting: {waiting}, tried in vain so far: {failing}, given up within a week: {givenUp}.',
    },
    { waiting, failing, givenUp },
  )

export function deliveriesCheck(deliveries: Facts['deliveries']): Check {
  if (deliveries instanceof Unasked) return unasked('deliveries', deliveries)
  const { dead, subscribers, lagMs }: DeliveryFacts = deliveries
  if (dead > 0) {
    return fail(
      'deliveries',
      fill(
        {
          ru: 'Не доставлено событий: {dead} ({names}).',
          be: 'Не дастаўлена падзей: {dead} ({names}).',
          en: 'Dead deliveries: {dead} ({names}).',
        },
        { dead, names: listOf(subscribers) },
      ),
      {
        ru: 'Устраните причину (код ошибки — на странице «Состояние») и повторите доставку там же.',
        be: 'Прыбярыце прычыну (код памылкі — на старонцы «Стан») і паўтарыце дастаўку там жа.',
        en: 'Mend the cause (its code stands on the page “State”) and replay them there.',
      },
    )
  }
  const lag = fill(
    {
      ru: 'Старейшее событие ждёт {lag}.',
      be: 'Найстарэйшая падзея чакае {lag}.',
      en: 'The oldest event has waited for {lag}.',
    },
    { lag: spanOf(lagMs) },
  )
  const remedy = {
    ru: 'Посмотрите, работает ли хоть один сервер и здоровы ли модули.',
    be: 'Паглядзіце, ці працуе хоць адзін сервер і ці здаровыя модулі.',
    en: 'See whether a host is at work and the modules are well.',
  }
  if (lagMs > 1_800_000) return fail('deliveries', lag, remedy)
  return lagMs > 300_000
    ? warn('deliveries', lag, remedy)
    : ok('deliveries', { ru: 'Все события доставлены.', be: 'Усе падзеі дастаўлены.', en: 'Every event is delivered.' })
}

export function calendarCheck({ calendar, today }: Pick<Facts, 'calendar' | 'today'>): Check {
  if (calendar instanceof Unasked) return unasked('calendar', calendar)
  const { year, missing }: CalendarFacts = calendar
  if (missing.length === 0)
    return ok(
      'calendar',
      fill(
        {
          ru: 'Календарь на {year} год есть.',
          be: 'Каляндар на {year} год ёсць.',
          en: 'The calendar of {year} is there.',
        },
        { year },
      ),
    )
  const text = fill(
    {
      ru: 'Календаря на {year} год нет: {names}. Сроки, что переходят за Новый год, не посчитать.',
      be: 'Календара на {year} год няма: {names}. Тэрміны, што пераходзяць за Новы год, не палічыць.',
      en: 'There is no calendar of {year}: {names}. Terms that end after New Year cannot be reckoned.',
    },
    { year, names: listOf(missing) },
  )
  const remedy = {
    ru: 'Введите его на странице «Рабочий календарь» города, когда выйдет постановление о переносах.',
    be: 'Увядзіце яго на старонцы горада «Рабочы каляндар», калі выйдзе пастанова пра пераносы.',
    en: 'Enter it on the city’s page “Working calendar” once the moved days are announced.',
  }
  const month = today.getUTCMonth() + 1
  return month >= 12
    ? fail('calendar', text, remedy)
    : month >= 10
      ? warn('calendar', text, remedy)
      : ok(
          'calendar',
          fill(
            {
              ru: 'Календарь на {year} год понадобится к октябрю.',
              be: 'Каляндар на {year} год спатрэбіцца да кастрычніка.',
              en: 'The calendar of {year} is wanted by October.',
            },
            { year },
          ),
        )
}

export function modulesCheck(modules: Facts['modules']): Check {
  if (modules instanceof Unasked) return unasked('modules', modules)
  const ill: readonly ModuleFacts[] = modules
  if (ill.length === 0)
    return ok('modules', { ru: 'Все модули здоровы.', be: 'Усе модулі здаровыя.', en: 'All modules are well.' })
  const names = listOf([
    ...new Set(
      ill.map(
        ({ module, city, state, reason }) =>
          `${module}${city ? ` (${city})` : ''}: ${state}${reason ? ` ${reason}` : ''}`,
      ),
    ),
  ])
  const text = fill({ ru: 'Нездоровы: {names}.', be: 'Нездаровыя: {names}.', en: 'Not well: {names}.' }, { names })
  const remedy = {
    ru: 'Причина — в журнале и на странице города «Модули». Модуль можно выключить: остальное не пострадает.',
    be: 'Прычына — у журнале і на старонцы горада «Модулі». Модуль можна выключыць: астатняе не пацерпіць.',
    en: 'The cause stands in the log and on the city’s page “Modules”. A module can be switched off; nothing else suffers.',
  }
  return ill.some(({ state }) => state !== 'DEGRADED') ? fail('modules', text, remedy) : warn('modules', text, remedy)
}
