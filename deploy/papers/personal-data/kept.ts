/** Columns in words, for whoever reads no column names. */
export const columnWords: Readonly<Record<string, string>> = {
  person: 'ключ учётной записи',
  staff: 'ключ учётной записи сотрудника',
  recipient: 'получатель: ключ учётной записи, почта или телефон',
  uploader: 'ключ приславшего',
  changed_by: 'ключ изменившего',
  checked_by: 'ключ проверившего',
  answered_by: 'ключ ответившего',
  name: 'имя',
  position: 'должность',
  contact_email: 'почта',
  contact_phone: 'телефон',
  phone: 'телефон',
  phone_confirmed_at: 'когда телефон подтверждён',
  text: 'текст',
  subject: 'тема',
  href: 'ссылка',
  comment: 'отзыв',
  actor_hash: 'отпечаток устройства или учётной записи (ключом)',
  rater: 'отпечаток устройства или учётной записи (ключом)',
  hash: 'отпечаток адреса (ключом)',
  box: 'отпечаток ящика (ключом)',
  address: 'адрес, как его написали',
  address_key: 'улица и дом одним написанием, чтобы находить повторы',
  actor: 'ключ того, кто сделал',
  actor_name: 'имя сотрудника',
  note: 'слова к шагу',
  otherwise: 'имя и почтовый адрес, если письмо придётся печатать',
  words: 'что сделать и что сказать',
  title: 'о чём оценка',
  detail: 'что именно сделано',
  viewer: 'ключ того, кто смотрел',
  whose: 'ключ учётной записи или дело, о котором сообщать',
  endpoint: 'адрес браузера у службы уведомлений или номер чата в мессенджере',
  p256dh: 'ключ браузера',
  auth: 'ключ браузера',
  lang: 'язык',
  email: 'присылать ли письма',
  pace: 'сразу или раз в день',
  quiet_from: 'с какого часа не беспокоить',
  quiet_until: 'до какого часа не беспокоить',
  mark: 'что ушло: номер уведомления',
  post: 'должность',
  by: 'ключ загрузившего',
  key: 'код строки',
  before: 'что стояло до загрузки',
  after: 'что загрузили',
  kept: 'когда строка менялась',
  supporter: 'кто из тех, кто тоже видит',
  given_at: 'когда согласился',
  withdrawn_at: 'когда забрал согласие',
}

/** What the code does with a table by itself: the term that is declared is a promise, and only a job keeps it. */
export interface Kept {
  /** File of the job that ends it; undefined where none does. */
  readonly job?: string
  readonly today: string
}

/** The daily run that calls `forget` of every declaration. */
const terms = 'core/host/src/operations/people/forget-old.ts'

export const kept: Readonly<Record<string, Kept>> = {
  'appeals.report': {
    job: terms,
    today:
      'Текст, адрес, фото жителя и его слова при возврате удаляются сами, когда после закрытия пройдёт срок из настройки города «Сколько хранить слова и фото жителей» (от 1 до 120 месяцев, сначала 36). Остаются номер, тема, место на карте, даты и ответ службы',
  },
  'appeals.report.contact_email': {
    job: terms,
    today:
      'Почта, телефон, ключ и отпечаток снимаются сами, когда после закрытия пройдёт срок из настройки города «Сколько хранить телефон и почту» (от 1 до 120 месяцев, сначала 12), и не позже слов',
  },
  'appeals.report_photo': { job: terms, today: 'Через 36 месяцев после закрытия ключ уходит сам' },
  'appeals.supporter': { job: terms, today: 'Вместе с сообщением, по той же настройке' },
  'appeals.consent': {
    job: terms,
    today:
      'Вместе с контактом, по той же настройке; стирание человека убирает и согласие. Обязан ли город хранить сам факт согласия дольше, не подтверждено [M]',
  },
  'appeals.correction': {
    job: terms,
    today: 'Прежние слова и адрес уходят сами вместе со словами сообщения, по той же настройке',
  },
  'appeals.history': {
    job: terms,
    today:
      'Имя и ключ уходят сами через 36 месяцев; слова жителя — вместе с текстом сообщения или со стиранием человека',
  },
  'appeals.cover': { job: terms, today: 'Через 120 месяцев ключ уходит сам' },
  'appeals.look': { job: terms, today: 'Через 120 месяцев имя и ключ уходят сами' },
  'appeals.draft': { job: terms, today: 'Уходит с ответом на сообщение; брошенный — через месяц' },
  'ratings.rating': { job: terms, today: 'Через 36 месяцев уходят отзыв, ключ и отпечаток; звёзды остаются' },
  'ratings.rating.answered_by': { job: terms, today: 'Через 36 месяцев ключ уходит сам; ответ остаётся' },
  'ratings.invitation': { job: terms, today: 'Через 12 месяцев после срока удаляется сама' },
  'civic.calendar_year': { job: terms, today: 'Через 36 месяцев ключ уходит сам' },
  'civic.topic_version': { job: terms, today: 'Через 36 месяцев ключ уходит сам' },
  'civic.topic': { job: terms, today: 'Через 36 месяцев ключ уходит сам' },
  'civic.file': { job: terms, today: 'Через 12 месяцев ключ уходит сам; фото остаётся с сообщением' },
  'civic.file_aside': {
    job: 'core/civic/src/files/sweep-files.job.ts',
    today: 'Удаляется вместе с фото через 30 дней в карантине',
  },
  'civic.notification': { job: terms, today: 'Через 12 месяцев удаляется само' },
  'civic.recipient': {
    job: 'core/civic/src/notifications/recipients/forget-recipients.ts',
    today:
      'Без ответа на вопрос — через 30 дней; согласие — через 24 месяца после последнего письма. Отказ остаётся: по нему и не пишем',
  },
  'civic.owned_thing': { job: terms, today: 'Через 24 месяца удаляется само' },
  'civic.stopped_thing': { job: terms, today: 'Через 24 месяца удаляется само' },
  'civic.reach': { today: 'Пока человек не изменит или не сотрёт; уходит вместе с учётной записью' },
  'civic.reached': { job: terms, today: 'Через месяц удаляется само' },
  'civic.messenger_code': {
    job: 'core/civic/src/reach/messenger/link-messenger.ts',
    today: 'Через четверть часа удаляется сам, если бот подключён в городе; иначе через месяц',
  },
  'civic.push_subscription': {
    job: terms,
    today:
      'Когда человек выключит, когда браузер откажется или через 12 месяцев без единого уведомления. То, что ждёт отправки, хранится три дня',
  },
  'civic.staff': { job: terms, today: 'Через 12 месяцев после того, как человека убрали из сотрудников города' },
  'civic.table_import': { job: terms, today: 'Через 30 дней, когда загрузку уже не отменить, удаляется сама' },
  'civic.table_import_row': {
    job: terms,
    today: 'Через 30 дней удаляется сама; раньше, если загрузку отменили или человека стёрли',
  },
  'civic.task': { job: terms, today: 'Через 12 месяцев после того, как задача сделана, удаляется сама' },
  'civic.task_step': { job: terms, today: 'Через 12 месяцев слова пометки уходят сами' },
  'core.audit': { today: 'Не удаляется; имя стёртого человека заменяет знак, по которому его не узнать' },
  'core.look': { job: terms, today: 'Через 12 месяцев удаляется само' },
  'identity.account': { today: 'Пока человек не уберёт телефон или не перенесёт его на другую запись' },
}
