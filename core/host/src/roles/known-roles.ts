import type { Text } from '@vmeste/sdk'

/**
 * A coarse role as a token carries it: what somebody is in a city, in a word. What it may do there, the city decides.
 */
export interface KnownRole {
  /** Kebab case, the same word in tokens, in Keycloak and in modules' `default`. */
  readonly code: string
  readonly title: Text
  /** One sentence for whoever gives the role. */
  readonly summary: Text
  /** Everybody has it, so nobody can be given it. */
  readonly everybody?: true
  /**
   * Roles that come with it in every token: a Keycloak does it by composite roles, the embedded provider by this list.
   */
  readonly includes?: readonly string[]
}

const text = (ru: string, be: string, en: string): Text => ({ ru, be, en })

/**
 * The roles every city has. A city adds its own beside them (`core.city_role`).
 *
 * Not among them: `platform-admin` runs the platform and has no silent right inside a city; `plugin-developer` makes
 * modules and works with no city's data; `service-account` is a program, let in by its client and never by a city; a
 * representative or a legal entity is a resident who acts for somebody, which is said by each case and not by a role of
 * the city.
 */
export const knownRoles: readonly KnownRole[] = [
  {
    code: 'guest',
    everybody: true,
    title: text('Гость', 'Госць', 'Guest'),
    summary: text(
      'Любой, кто открыл портал и не вошёл.',
      'Любы, хто адкрыў партал і не ўвайшоў.',
      'Anybody who has opened the portal and not signed in.',
    ),
  },
  {
    code: 'citizen',
    everybody: true,
    title: text('Житель', 'Жыхар', 'Resident'),
    summary: text(
      'Любой, кто вошёл под своим именем.',
      'Любы, хто ўвайшоў пад сваім імем.',
      'Anybody who has signed in.',
    ),
  },
  {
    code: 'operator',
    title: text('Оператор', 'Аператар', 'Operator'),
    summary: text(
      'Раньше всех читает сообщения и передаёт их тем, кто поможет.',
      'Раней за ўсіх чытае паведамленні і перадае іх тым, хто дапаможа.',
      'Reads reports first and passes them to whoever will help.',
    ),
  },
  {
    code: 'ow-specialist',
    title: text('Специалист «одного окна»', 'Спецыяліст «аднаго акна»', 'One-window specialist'),
    summary: text(
      'Принимает заявления и выдаёт готовые документы.',
      'Прымае заявы і выдае гатовыя дакументы.',
      'Takes applications and hands out finished documents.',
    ),
  },
  {
    code: 'moderator',
    title: text('Модератор', 'Мадэратар', 'Moderator'),
    summary: text(
      'Смотрит фото и отзывы, прежде чем их увидят все.',
      'Глядзіць фота і водгукі, перш чым іх убачаць усе.',
      'Looks at photos and comments before everybody sees them.',
    ),
  },
  {
    code: 'coordinator',
    title: text('Координатор', 'Каардынатар', 'Coordinator'),
    summary: text(
      'Следит, чтобы у каждого дела были исполнитель и срок.',
      'Сочыць, каб у кожнай справы былі выканаўца і тэрмін.',
      'Sees to it that every case has somebody at work and a date.',
    ),
  },
  {
    code: 'executor',
    title: text('Исполнитель', 'Выканаўца', 'Case officer'),
    summary: text(
      'Делает работу и отвечает жителю.',
      'Робіць працу і адказвае жыхару.',
      'Does the work and answers the resident.',
    ),
  },
  {
    code: 'co-executor',
    title: text('Соисполнитель', 'Сувыканаўца', 'Assisting officer'),
    summary: text(
      'Помогает исполнителю со своей частью ответа.',
      'Дапамагае выканаўцу са сваёй часткай адказу.',
      'Helps the case officer with a part of the answer.',
    ),
  },
  {
    code: 'field-worker',
    title: text('Работник на выезде', 'Работнік на выездзе', 'Field worker'),
    summary: text(
      'Работает на месте, с телефоном: осматривает, чинит, снимает.',
      'Працуе на месцы, з тэлефонам: аглядае, рамантуе, здымае.',
      'Works on the spot with a phone: inspects, mends, takes pictures.',
    ),
  },
  {
    code: 'department-head',
    includes: ['executor'],
    title: text('Начальник службы', 'Начальнік службы', 'Head of department'),
    summary: text(
      'Отвечает за сроки своей службы.',
      'Адказвае за тэрміны сваёй службы.',
      'Answers for the dates of one department.',
    ),
  },
  {
    code: 'approver',
    title: text('Согласующий', 'Узгадняльнік', 'Approver'),
    summary: text(
      'Смотрит ответ, прежде чем его подпишут.',
      'Глядзіць адказ, перш чым яго падпішуць.',
      'Looks at an answer before it is signed.',
    ),
  },
  {
    code: 'signer',
    title: text('Подписывающий', 'Падпісант', 'Signer'),
    summary: text(
      'Подписывает ответы от имени организации.',
      'Падпісвае адказы ад імя арганізацыі.',
      'Signs answers in the name of the organisation.',
    ),
  },
  {
    code: 'controller',
    title: text('Контролёр', 'Кантралёр', 'Controller'),
    summary: text(
      'Следит за сроками и снимает с контроля, ответы не правит.',
      'Сочыць за тэрмінамі і здымае з кантролю, адказы не правіць.',
      'Watches deadlines and releases cases from control; does not edit answers.',
    ),
  },
  {
    code: 'smm-curator',
    title: text('Куратор соцсетей', 'Куратар сацсетак', 'Social media curator'),
    summary: text(
      'Ведёт страницы города в соцсетях.',
      'Вядзе старонкі горада ў сацсетках.',
      'Keeps the city’s pages in social networks.',
    ),
  },
  {
    code: 'head',
    title: text('Руководитель', 'Кіраўнік', 'Head'),
    summary: text(
      'Видит, как идут дела в городе.',
      'Бачыць, як ідуць справы ў горадзе.',
      'Sees how things go in the city.',
    ),
  },
  {
    code: 'deputy',
    title: text('Депутат', 'Дэпутат', 'Deputy'),
    summary: text(
      'Знает, что волнует округ, без имён.',
      'Ведае, што хвалюе акругу, без імёнаў.',
      'Knows what moves the constituency, without names.',
    ),
  },
  {
    code: 'public-expert',
    title: text('Общественный эксперт', 'Грамадскі эксперт', 'Public expert'),
    summary: text(
      'Даёт мнение по вопросам города, без личных данных.',
      'Дае меркаванне па пытаннях горада, без асабістых даных.',
      'Gives an opinion on the city’s questions, without personal data.',
    ),
  },
  {
    code: 'city-admin',
    includes: ['operator', 'head'],
    title: text('Администратор города', 'Адміністратар горада', 'City administrator'),
    summary: text(
      'Включает модули, настраивает их и решает, что может каждая роль.',
      'Уключае модулі, наладжвае іх і вырашае, што можа кожная роля.',
      'Switches modules on, sets them up and decides what each role may do.',
    ),
  },
]

/** Words that no city may take for a role of its own: elsewhere they mean something. */
export const reservedRoles: ReadonlySet<string> = new Set([
  'platform-admin',
  'plugin-developer',
  'service-account',
  'representative',
  'legal-entity',
  'system',
  'admin',
])

const byCode = new Map(knownRoles.map((role) => [role.code, role]))

/** The role of this code that every city has. */
export const knownRole = (code: string): KnownRole | undefined => byCode.get(code)

/** Roles together with those that come with them. */
export const withIncluded = (roles: readonly string[]): string[] => [
  ...new Set(roles.flatMap((role) => [role, ...(byCode.get(role)?.includes ?? [])])),
]
