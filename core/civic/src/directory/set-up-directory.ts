import type { Ctx, GeoPoint, Text } from '@vmeste/sdk'
import { CityDirectory } from './city-directory.ts'
import { saveDepartment } from './departments.ts'
import type { OrganisationKind } from './directory.entity.ts'
import { saveOrganisation } from './organisations.ts'
import { saveStaffMember } from './staff.ts'
import { saveTerritory } from './territories.ts'

/** A city's directory as a file or a seed describes it: by codes, with no ids. */
export interface DirectorySet {
  readonly organisations: readonly {
    readonly code: string
    readonly kind: OrganisationKind
    readonly name: Text
    readonly phone?: string
    readonly departments: readonly { readonly code: string; readonly name: Text; readonly phone?: string }[]
  }[]
  readonly staff?: readonly {
    readonly person: string
    readonly name: string
    readonly position: string
    /** Codes. */ readonly departments: readonly string[]
  }[]
  readonly territories?: readonly {
    readonly code: string
    readonly name: Text
    readonly polygon?: readonly GeoPoint[]
  }[]
}

/**
 * Fills or completes a city's directory. Called again it changes what is there by code and removes nothing.
 * @param ctx of the civic services in that city
 */
export async function setUpDirectory(ctx: Ctx, set: DirectorySet): Promise<void> {
  const before = await ctx.use(CityDirectory).snapshot()
  const departmentIds = new Map<string, string>()
  for (const { departments, ...organisation } of set.organisations) {
    const known = before.organisations.find((each) => each.code === organisation.code)
    const owner = await saveOrganisation(ctx, { ...organisation, id: known?.id })
    for (const department of departments) {
      const id = before.departmentByCode.get(department.code)?.id
      departmentIds.set(department.code, await saveDepartment(ctx, { ...department, organisation: owner, id }))
    }
  }
  for (const member of set.staff ?? []) {
    await saveStaffMember(ctx, {
      ...member,
      departments: member.departments.map(
        (code) => departmentIds.get(code) ?? before.departmentByCode.get(code)?.id ?? code,
      ),
    })
  }
  for (const territory of set.territories ?? []) await saveTerritory(ctx, territory)
}
