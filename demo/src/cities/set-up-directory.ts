import type { User } from '@vmeste/host/identity'
import { act, ask, problem, type Visitor } from '../graph/ask.ts'
import type { CityPlan, PlannedStaff } from '../plans/city-plan.ts'

interface Known {
  readonly organisations:
    | readonly { id: string; code: string; departments: readonly { id: string; code: string }[] }[]
    | null
}
const known = 'query Known { organisations { id code departments { id code } } }'
const saveOrganisation = `mutation SaveOrganisation($input: OrganisationInput!) { saved: saveOrganisation(input: $input) { __typename ... on Organisation { id } ${problem} } }`
const saveDepartment = `mutation SaveDepartment($input: DepartmentInput!) { saved: saveDepartment(input: $input) { __typename ... on Department { id } ${problem} } }`
const saveStaff = `mutation SaveStaff($input: StaffMemberInput!) { saved: saveStaffMember(input: $input) { __typename ... on StaffMember { person } ${problem} } }`
const saveTerritory = `mutation SaveTerritory($input: TerritoryInput!) { saved: saveTerritory(input: $input) { __typename ... on Territory { code } ${problem} } }`

/**
 * Organisations, departments and parts of the city, entered by its administrator. Entered again, nothing doubles.
 * @returns ids of the departments by their codes
 */
export async function setUpDirectory(admin: Visitor, plan: CityPlan): Promise<Map<string, string>> {
  const before = (await ask<Known>(admin, 'read the directory', known)).organisations ?? []
  const departments = new Map<string, string>()
  for (const { departments: parts, ...organisation } of plan.organisations) {
    const old = before.find(({ code }) => code === organisation.code)
    const { id: owner } = await act<{ id: string }>(
      admin,
      `enter the organisation ${organisation.code}`,
      'Organisation',
      saveOrganisation,
      { input: { ...organisation, id: old?.id } },
    )
    for (const part of parts) {
      const id = old?.departments.find(({ code }) => code === part.code)?.id
      const saved = await act<{ id: string }>(
        admin,
        `enter the department ${part.code}`,
        'Department',
        saveDepartment,
        { input: { ...part, organisation: owner, id } },
      )
      departments.set(part.code, saved.id)
    }
  }
  for (const territory of plan.territories)
    await act(admin, `enter the territory ${territory.code}`, 'Territory', saveTerritory, { input: territory })
  return departments
}

/** Puts an account into the directory, in its departments. */
export async function enterStaff(
  admin: Visitor,
  account: User,
  { position, departments }: PlannedStaff,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const input = {
    person: account.key,
    name: `${account.givenName} ${account.familyName}`,
    position,
    departments: departments.map((code) => ids.get(code)),
  }
  await act(admin, `enter ${account.username}`, 'StaffMember', saveStaff, { input })
}
