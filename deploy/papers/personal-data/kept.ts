/** Columns in words, for whoever reads no column names. */
export const columnWords: Readonly<Record<string, string>> = {
  person: 'ключ учётной записи',
  staff: 'ключ учётной записи сотрудника',
  recipient: 'получатель: ключ учётной записи, почта или телефон',
  uploader: 'ключ приславшего',
  actor: 'ключ учётной записи сотрудника',
  actor_name: 'имя на тот день',
  address: 'адрес',
  changed_by: 'ключ изменившего',
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
}

/** What the code does with a table by itself: the term that is declared is a promise, and only a job keeps it. */
export interface Kept {
  /** File of the job that ends it; undefined where none does. */
  readonly job?: string
  readonly today: string
}

export const kept: Readonly<Record<string, Kept>> = {
  'appeals.report': {
    job: 'modules/appeals/src/notify/forget-contacts.job.ts',
    today:
      'Почта, телефон и ключ снимаются сами, когда после закрытия пройдёт срок из настройки города «Сколько хранить телефон и почту» (от 1 до 120 месяцев, сначала 12). Текст и отпечаток остаются с сообщением, ключ жителя — в шагах сообщения',
  },
  'appeals.supporter': {
    job: 'modules/appeals/src/notify/forget-contacts.job.ts',
    today: 'Почта, телефон и ключ — вместе с сообщением, по той же настройке. Отпечаток остаётся',
  },
  'appeals.draft': {
    job: 'modules/appeals/src/work/answer-report.ts',
    today: 'Уходит с ответом на сообщение; брошенный черновик сам не удаляется',
  },
  'appeals.look': { today: 'Само не удаляется; стирание по ключу убирает имя и ключ' },
  'ratings.rating': { today: 'Само не удаляется' },
  'civic.calendar_year': { today: 'Само не удаляется' },
  'civic.topic': { today: 'Само не удаляется' },
  'civic.file': { today: 'Само не удаляется: ключ остаётся, пока есть фото' },
  'civic.file_aside': {
    job: 'core/civic/src/files/sweep-files.job.ts',
    today: 'Удаляется вместе с фото через 30 дней в карантине',
  },
  'civic.notification': {
    job: 'core/civic/src/notifications/forget-old-notifications.job.ts',
    today:
      'Через 12 месяцев удаляется само. Стирание по ключу убирает уведомления в портале; письмо на почту гостя ключом не найти',
  },
  'civic.recipient': {
    job: 'core/civic/src/notifications/recipients/forget-recipients.ts',
    today:
      'Без ответа на вопрос — через 30 дней; согласие — через 24 месяца после последнего письма. Отказ остаётся: по нему и не пишем',
  },
  'civic.staff': { today: 'Само не удаляется: уходит, когда человека убирают из сотрудников' },
  'identity.account': { today: 'Пока человек не уберёт телефон или не перенесёт его на другую запись' },
}
