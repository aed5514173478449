import type { Text } from '@vmeste/sdk'

export interface DemonstrationPerson { readonly username: string; readonly givenName: string; readonly familyName: string; readonly title: Text; readonly city?: string; readonly role?: string; readonly realmRoles?: readonly string[] }

/** One password for every invented person. */
export const demonstrationPassword = 'vmeste-demo-2026'

const staff = (city: string, name: Text): DemonstrationPerson[] => [
  { username: `operator.${city}`, givenName: 'Ольга', familyName: 'Демонстрационная', role: 'operator', city, title: { ru: `Оператор, ${name.ru}`, be: `Аператар, ${name.be}`, en: `Operator, ${name.en}` } },
  { username: `executor.${city}`, givenName: 'Игорь', familyName: 'Демонстрационный', role: 'executor', city, title: { ru: `Исполнитель ЖКХ, ${name.ru}`, be: `Выканаўца ЖКГ, ${name.be}`, en: `Executor, ${name.en}` } },
  { username: `head.${city}`, givenName: 'Пётр', familyName: 'Демонстрационный', role: 'head', city, title: { ru: `Руководитель, ${name.ru}`, be: `Кіраўнік, ${name.be}`, en: `Head, ${name.en}` } },
  { username: `admin.${city}`, givenName: 'Алеся', familyName: 'Демонстрационная', role: 'city-admin', city, title: { ru: `Администратор, ${name.ru}`, be: `Адміністратар, ${name.be}`, en: `Administrator, ${name.en}` } },
]

/** Invented people with the names that scripts may rely on. */
export const demonstrationAccounts: readonly DemonstrationPerson[] = [
  { username: 'citizen', givenName: 'Анна', familyName: 'Демонстрационная', title: { ru: 'Житель', be: 'Жыхар', en: 'Citizen' } },
  ...staff('uzda', { ru: 'Узда', be: 'Узда', en: 'Uzda' }),
  ...staff('zhodino', { ru: 'Жодино', be: 'Жодзіна', en: 'Zhodzina' }),
  { username: 'platform.admin', givenName: 'Павел', familyName: 'Демонстрационный', realmRoles: ['platform-admin'], title: { ru: 'Администратор платформы', be: 'Адміністратар платформы', en: 'Platform administrator' } },
]
