import { parseInput, type Ctx } from '@vmeste/sdk'
import { changeDirectory, note, type DirectoryTransaction } from './change-directory.ts'
import { staffMemberSchema } from './directory-input.ts'
import { directoryProblems } from './directory-problems.ts'

/** @returns the person's key */
export async function saveStaffMember(ctx: Ctx, value: unknown): Promise<string> {
  const { person, name, position, departments } = parseInput(staffMemberSchema, value, ctx.lang)
  await changeDirectory(ctx, async (tx) => {
    await requireDepartments(tx, departments)
    await tx.kysely
      .insertInto('staff')
      .values({ person, name, position })
      .onConflict((conflict) => conflict.constraint('staff_pkey').doUpdateSet({ name, position }))
      .execute()
    await tx.kysely.deleteFrom('membership').where('person', '=', person).execute()
    const rows = [...new Set(departments)].map((department) => ({ person, department }))
    if (rows.length > 0) await tx.kysely.insertInto('membership').values(rows).execute()
    note(tx, 'save', 'StaffMember', person, { departments })
  })
  return person
}

export async function removeStaffMember(ctx: Ctx, person: string): Promise<void> {
  await changeDirectory(ctx, async (tx) => {
    const gone = await tx.kysely.deleteFrom('staff').where('person', '=', person).returning('person').executeTakeFirst()
    if (!gone) throw directoryProblems.notFound()
    await tx.kysely.deleteFrom('membership').where('person', '=', person).execute()
    note(tx, 'remove', 'StaffMember', person)
  })
}

/** Share locks keep the departments open until the end. */
async function requireDepartments(tx: DirectoryTransaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await tx.kysely
    .selectFrom('department')
    .select('id')
    .where('id', 'in', ids)
    .where('closed_at', 'is', null)
    .forShare()
    .execute()
  const open = new Set(rows.map((row) => row.id))
  const unknown = ids.findIndex((id) => !open.has(id.toLowerCase()))
  if (unknown >= 0) throw directoryProblems.departmentUnknown(unknown)
}
