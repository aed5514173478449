import { Problem } from '@vmeste/sdk'

/** What a city's administrator hears who cannot have their way with a colleague. */
export const staffProblems = {
  unknown: () =>
    new Problem(
      'STAFF_UNKNOWN',
      {
        ru: 'Среди сотрудников города этого человека нет.',
        be: 'Сярод супрацоўнікаў горада гэтага чалавека няма.',
        en: 'The city has nobody like this among its staff.',
      },
      { kind: 'notFound' },
    ),

  roleUnknown: (role: string, path?: string) =>
    new Problem(
      'STAFF_ROLE_UNKNOWN',
      { ru: 'Роли «{role}» в городе нет.', be: 'Ролі «{role}» у горадзе няма.', en: 'The city has no role “{role}”.' },
      { params: { role }, ...(path ? { path } : {}) },
    ),

  self: () =>
    new Problem(
      'STAFF_SELF',
      {
        ru: 'Себя лишить прав администратора нельзя. Это может сделать другой администратор города.',
        be: 'Сябе пазбавіць правоў адміністратара нельга. Гэта можа зрабіць іншы адміністратар горада.',
        en: 'You cannot take your own administrator’s rights away. Another administrator of the city can.',
      },
      { kind: 'conflict' },
    ),

  lastAdmin: () =>
    new Problem(
      'STAFF_LAST_ADMIN',
      {
        ru: 'Это последний администратор города. Сначала назначьте другого.',
        be: 'Гэта апошні адміністратар горада. Спачатку прызначце іншага.',
        en: 'This is the city’s last administrator. Please appoint another one first.',
      },
      { kind: 'conflict' },
    ),

  elsewhereToo: () =>
    new Problem(
      'STAFF_ELSEWHERE_TOO',
      {
        ru: 'Эта учётная запись нужна не только вашему городу, закрыть её целиком нельзя. Можно убрать человека из сотрудников города.',
        be: 'Гэты ўліковы запіс патрэбны не толькі вашаму гораду, закрыць яго цалкам нельга. Можна прыбраць чалавека з супрацоўнікаў горада.',
        en: 'This account serves more than your city and cannot be closed as a whole. You can remove the person from the city’s staff.',
      },
      { kind: 'conflict' },
    ),

  closedElsewhere: () =>
    new Problem(
      'STAFF_CLOSED_ELSEWHERE',
      {
        ru: 'Эту учётную запись закрыл не администратор вашего города, поэтому открыть её здесь нельзя. Напишите тому, кто обслуживает платформу.',
        be: 'Гэты ўліковы запіс закрыў не адміністратар вашага горада, таму адкрыць яго тут нельга. Напішыце таму, хто абслугоўвае платформу.',
        en: 'It was not your city’s administrator who closed this account, so it cannot be opened here. Please write to whoever runs the platform.',
      },
      { kind: 'conflict' },
    ),

  tooManyInvitations: () =>
    new Problem(
      'STAFF_TOO_MANY_INVITATIONS',
      {
        ru: 'За час город пригласил уже 60 человек. Продолжите чуть позже.',
        be: 'За гадзіну горад запрасіў ужо 60 чалавек. Працягніце крыху пазней.',
        en: 'The city has invited 60 people within an hour. Please go on a little later.',
      },
      { kind: 'tooMany', params: { retryAfterSeconds: 600 } },
    ),
}
