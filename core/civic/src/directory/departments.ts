import { parseInput, uuidv7, type Ctx } from '@vmeste/sdk'
import { changeDirectory, note, withFreeCode } from './change-directory.ts'
import { departmentSchema } from './directory-input.ts'
import { directoryProblems } from './directory-problems.ts'
import { requireOrganisation } from './organisations.ts'

/** @returns the department's id */
export async function saveDepartment(ctx: Ctx, value: unknown): Promise<string> {
  const { id, code, name, organisation, phone } = parseInput(departmentSchema(ctx.city.country), value, ctx.lang)
  const row = { code, name, organisation, phone: phone ?? null, closed_at: null }
  return changeDirectory(ctx, async (tx) => {
    await requireOrganisation(tx, organisation, directoryProblems.organisationUnknown)
    const saved = await withFreeCode(code, () =>
      id
        ? tx.kysely.updateTable('department').set(row).where('id', '=', id).returning('id').executeTakeFirst()
        : tx.kysely
            .insertInto('department')
            .values({ id: uuidv7(), ...row })
            // the code of a closed department is free: opened again, it goes on with its own history
            .onConflict((conflict) =>
              conflict
                .constraint('department_city_code_unique')
                .doUpdateSet(row)
                .where('department.closed_at', 'is not', null),
            )
            .returning('id')
            .executeTakeFirst(),
    )
    if (!saved) throw id ? directoryProblems.notFound() : directoryProblems.codeTaken(code)
    note(tx, 'save', 'Department', saved.id, { code })
    return saved.id
  })
}

/** Closes a department: it gets no more work, and old cases go on naming it. */
export async function removeDepartment(ctx: Ctx, id: string): Promise<void> {
  await changeDirectory(ctx, async (tx) => {
    const open = await tx.kysely
      .selectFrom('department')
      .select('id')
      .where('id', '=', id)
      .where('closed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!open) throw directoryProblems.notFound()
    const used = await tx.kysely
      .selectFrom('membership')
      .select('person')
      .where('department', '=', id)
      .executeTakeFirst()
    if (used) throw directoryProblems.departmentInUse()
    await tx.kysely.updateTable('department').set({ closed_at: ctx.clock.now() }).where('id', '=', id).execute()
    note(tx, 'remove', 'Department', id)
  })
}
