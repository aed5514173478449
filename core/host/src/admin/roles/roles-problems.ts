import { Problem } from '@vmeste/sdk'

export const roleUnknown = (code: string, path: string) =>
  new Problem(
    'ROLE_UNKNOWN',
    { ru: 'Роли «{code}» в городе нет.', be: 'Ролі «{code}» у горадзе няма.', en: 'The city has no role “{code}”.' },
    { kind: 'notFound', path, params: { code } },
  )

export const rolesChanged = () =>
  new Problem(
    'ROLES_CHANGED',
    {
      ru: 'Пока вы смотрели, права этой роли изменил кто-то другой. Посмотрите, что теперь.',
      be: 'Пакуль вы глядзелі, правы гэтай ролі змяніў хтосьці іншы. Паглядзіце, што цяпер.',
      en: 'Somebody else has changed the rights of this role meanwhile. Please look at what is there now.',
    },
    { kind: 'conflict' },
  )

export const roleTaken = () =>
  new Problem(
    'ROLE_TAKEN',
    { ru: 'Такой код уже занят.', be: 'Такі код ужо заняты.', en: 'This code is taken.' },
    { kind: 'conflict', path: 'input.code' },
  )

/** Whoever still holds the old role at the identity provider would get the new one with it. */
export const roleWasRetired = () =>
  new Problem(
    'ROLE_WAS_RETIRED',
    {
      ru: 'Роль с таким кодом в городе уже была, и её держатели получили бы новую. Возьмите другой код.',
      be: 'Роля з такім кодам у горадзе ўжо была, і тыя, хто яе меў, атрымалі б новую. Вазьміце іншы код.',
      en: 'The city had a role of this code, and its holders would get the new one. Please take another code.',
    },
    { kind: 'conflict', path: 'input.code' },
  )

export const rolesTooMany = (most: number) =>
  new Problem(
    'ROLES_TOO_MANY',
    {
      ru: 'Своих ролей у города может быть не больше {most}.',
      be: 'Уласных роляў у горада можа быць не больш за {most}.',
      en: 'Roles of its own a city may have: {most}.',
    },
    { params: { most } },
  )

export const roleNotOwn = () =>
  new Problem(
    'ROLE_NOT_OWN',
    {
      ru: 'Убрать можно только роль, которую добавил сам город.',
      be: 'Прыбраць можна толькі ролю, якую дадаў сам горад.',
      en: 'Only a role that the city has added itself can be removed.',
    },
    { path: 'code' },
  )

export const permissionUnknown = (path: string) =>
  new Problem(
    'PERMISSION_UNKNOWN',
    {
      ru: 'Такого права на этой платформе нет.',
      be: 'Такога права на гэтай платформе няма.',
      en: 'There is no such right on this platform.',
    },
    { path },
  )

export const permissionTwice = (path: string) =>
  new Problem(
    'PERMISSION_TWICE',
    {
      ru: 'Одно и то же право нельзя дать и забрать сразу.',
      be: 'Адно і тое ж права нельга даць і забраць адразу.',
      en: 'One right cannot be given and taken at once.',
    },
    { path },
  )

export const permissionClosed = (path: string) =>
  new Problem(
    'PERMISSION_CLOSED',
    {
      ru: 'Это право закрыто для роли, которая есть у каждого.',
      be: 'Гэтае права закрытае для ролі, якая ёсць у кожнага.',
      en: 'This right is closed to a role that everybody has.',
    },
    { path },
  )

export const permissionKept = (path: string) =>
  new Problem(
    'PERMISSION_KEPT',
    {
      ru: 'Это право у администраторов города не забрать: тогда вернуть его было бы некому.',
      be: 'Гэтае права ў адміністратараў горада не забраць: тады вярнуць яго не было б каму.',
      en: 'City administrators keep this right: otherwise nobody could ever give it back.',
    },
    { path },
  )
