import { keyOfTestPerson } from '../../fake-identity.ts'
import type { SilverCity } from './furnishing.ts'

/**
 * What every module leans on, entered by the city's administrator: an organisation, the departments `HOUS` and
 * `<prefix>LIGHT`, the territory `<prefix>NORTH`, staff by role, a topic `<prefix>OWN`, a year of the calendar.
 */
export async function furnishDirectory(city: SilverCity): Promise<void> {
  const { slug, prefix, mark } = city
  const admin = city.as('city-admin')
  const text = (what: string) => ({ ru: `${what} ${mark}`, be: `${what} ${mark}`, en: `${what} ${mark}` })
  const save = async (verb: string, type: string, input: Record<string, unknown>, id = ''): Promise<string> =>
    (
      await city.ask<Record<string, { id: string }>>(
        `mutation ($input: ${type}!) { r: ${verb}(input: $input) { __typename ${id} ... on Problem { code message } } }`,
        { input },
        admin,
      )
    )['r']!.id
  const organisation = await save(
    'saveOrganisation',
    'OrganisationInput',
    {
      code: `${prefix}RIK`,
      kind: 'EXECUTIVE_COMMITTEE',
      name: text('Исполком'),
      phone: `+375 17 ${slug.length}00-00-01`,
    },
    '... on Organisation { id }',
  )
  const departments: string[] = []
  for (const code of ['HOUS', `${prefix}LIGHT`])
    departments.push(
      await save(
        'saveDepartment',
        'DepartmentInput',
        { code, organisation, name: text(code) },
        '... on Department { id }',
      ),
    )
  const polygon = [
    { lat: 50, lon: 20 },
    { lat: 56, lon: 20 },
    { lat: 56, lon: 30 },
    { lat: 50, lon: 30 },
  ]
  await save('saveTerritory', 'TerritoryInput', { code: `${prefix}NORTH`, name: text('Север'), polygon })
  for (const role of ['executor', 'operator', 'head']) {
    await save('saveStaffMember', 'StaffMemberInput', {
      person: keyOfTestPerson(city.as(role).as!),
      name: `Сотрудник ${mark}`,
      position: `${role} ${mark}`,
      departments: role === 'executor' ? departments : [],
    })
  }
  await city.ask(
    'mutation ($topic: TopicInput!) { setTopic(topic: $topic) { __typename ... on Problem { code } } }',
    { topic: { code: `${prefix}OWN`, title: text('Тема'), department: 'HOUS', fix: '5wd' } },
    admin,
  )
  await city.ask(
    'mutation ($calendar: CalendarYearInput!) { setCalendarYear(calendar: $calendar) { __typename ... on Problem { code } } }',
    {
      calendar: {
        year: 2026,
        state: 'OFFICIAL',
        source: `Решение ${mark}`,
        holidays: [{ date: '2026-01-01', name: text('Новый год') }],
        transfers: [],
      },
    },
    admin,
  )
}

/** What the directory alone lets somebody ask for. */
export const directoryValues = ({ prefix }: SilverCity): Readonly<Record<string, readonly unknown[]>> => ({
  'department:String': ['HOUS', `${prefix}LIGHT`],
  'territory:String': [`${prefix}NORTH`],
  'topic:String': ['YARD.PLAY', `${prefix}OWN`],
})
