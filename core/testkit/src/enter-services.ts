import type { Text } from '@vmeste/sdk'
import type { GraphOptions, TestHost } from './create-test-host.ts'
import { keyOfTestPerson } from './fake-identity.ts'

export type Ask = <Data>(query: string, variables?: Record<string, unknown>, options?: GraphOptions) => Promise<Data>

/** Asks a city's graph; an error of the request itself fails the test, with what the host logged last about one. */
export const askIn =
  (host: TestHost, city: string): Ask =>
  async <Data>(query: string, variables?: Record<string, unknown>, options?: GraphOptions): Promise<Data> => {
    const { data, errors } = await host.graph<Data>(city, query, variables, options)
    if (errors)
      throw new Error(
        [
          ...errors.map((error) => `${error.extensions.code}: ${error.message} at ${error.path?.join('.')}`),
          ...host.log.filter((line) => line.includes('"level":50')).slice(-1),
        ].join('; '),
      )
    return data
  }

export interface TestService {
  readonly name: Text
  /** Who works there, at most one: the user name at the fake identity, the name and the position. */
  readonly staff?: readonly [username: string, name: string, position: string]
}

/**
 * Departments by their code, below an executive committee `RIK`, with their staff; entered in Узда as its administrator
 * would.
 */
export async function enterServices(ask: Ask, services: Readonly<Record<string, TestService>>): Promise<void> {
  const admin = { as: 'admin.uzda' }
  const {
    saveOrganisation: { id: organisation },
  } = await ask<{ saveOrganisation: { id: string } }>(
    'mutation ($input: OrganisationInput!) { saveOrganisation(input: $input) { ... on Organisation { id } ... on Problem { code } } }',
    {
      input: {
        code: 'RIK',
        kind: 'EXECUTIVE_COMMITTEE',
        name: { ru: 'Райисполком', be: 'Райвыканкам', en: 'Committee' },
      },
    },
    admin,
  )
  for (const [code, { name, staff }] of Object.entries(services)) {
    const {
      saveDepartment: { id },
    } = await ask<{ saveDepartment: { id: string } }>(
      'mutation ($input: DepartmentInput!) { saveDepartment(input: $input) { ... on Department { id } ... on Problem { code } } }',
      { input: { code, name, organisation } },
      admin,
    )
    if (!staff) continue
    const [username, person, position] = staff
    await ask(
      'mutation ($input: StaffMemberInput!) { saveStaffMember(input: $input) { __typename ... on Problem { code } } }',
      { input: { person: keyOfTestPerson(username), name: person, position, departments: [id] } },
      admin,
    )
  }
}
