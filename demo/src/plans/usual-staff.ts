import { text, type PlannedStaff } from './city-plan.ts'

type Name = readonly [given: string, family: string]
/** Who the people are in one city; invented, and labelled so wherever their names stand. */
export interface StaffNames {
  readonly operator: Name
  readonly executor: Name
  readonly road: Name
  readonly water: Name
  readonly green: Name
  readonly social: Name
  readonly head: Name
  readonly admin: Name
}

type Row = readonly [
  account: keyof StaffNames,
  role: PlannedStaff['role'],
  title: readonly [string, string, string],
  position: string,
  departments: readonly string[],
]
const rows: readonly Row[] = [
  ['operator', 'operator', ['Оператор', 'Аператар', 'Operator'], 'координатор сообщений', ['ADMIN']],
  [
    'executor',
    'executor',
    ['Исполнитель ЖКХ', 'Выканаўца ЖКГ', 'Case officer, housing'],
    'мастер жилищного участка',
    ['HOUS'],
  ],
  [
    'road',
    'executor',
    ['Исполнитель: дороги и свет', 'Выканаўца: дарогі і святло', 'Case officer, roads and light'],
    'дорожный мастер',
    ['ROAD', 'LIGHT'],
  ],
  [
    'water',
    'executor',
    ['Исполнитель: вода и тепло', 'Выканаўца: вада і цяпло', 'Case officer, water and heating'],
    'диспетчер водоканала и теплосети',
    ['WATER', 'HEAT'],
  ],
  [
    'green',
    'executor',
    ['Исполнитель: мусор и зелень', 'Выканаўца: смецце і зеляніна', 'Case officer, waste and greenery'],
    'мастер благоустройства',
    ['WASTE', 'GREEN', 'ECO', 'VET'],
  ],
  [
    'social',
    'executor',
    ['Исполнитель: службы города', 'Выканаўца: службы горада', 'Case officer, other services'],
    'специалист по связи со службами',
    ['SOC', 'HEALTH', 'EDU', 'ARCH', 'TRANS', 'POST', 'POL'],
  ],
  [
    'admin',
    'city-admin',
    ['Администратор', 'Адміністратар', 'Administrator'],
    'администратор платформы города',
    ['ADMIN'],
  ],
  // last on purpose: the head is invited when there is something to see
  ['head', 'head', ['Руководитель', 'Кіраўнік', 'Head'], 'председатель исполкома', ['ADMIN']],
]

export const usualStaff = (names: StaffNames): readonly PlannedStaff[] =>
  rows.map(([account, role, title, position, departments]) => {
    const [givenName, familyName] = names[account]
    return {
      account,
      role,
      title: text(...title),
      givenName,
      familyName: `${familyName} (демо)`,
      position,
      departments,
    }
  })
