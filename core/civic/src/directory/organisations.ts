import { parseInput, uuidv7, type Ctx } from '@vmeste/sdk'
import { changeDirectory, note, withFreeCode, type DirectoryTransaction } from './change-directory.ts'
import { organisationSchema } from './directory-input.ts'
import { directoryProblems } from './directory-problems.ts'

/** @returns the organisation's id */
export async function saveOrganisation(ctx: Ctx, value: unknown): Promise<string> {
  const { id, code, kind, name, phone } = parseInput(organisationSchema(ctx.city.country), value, ctx.lang)
  const row = { code, kind, name, phone: phone ?? null }
  return changeDirectory(ctx, async (tx) => {
    const saved = await withFreeCode(code, () =>
      id
        ? tx.kysely.updateTable('organisation').set(row).where('id', '=', id).returning('id').executeTakeFirst()
        : tx.kysely
            .insertInto('organisation')
            .values({ id: uuidv7(), ...row })
            .returning('id')
            .executeTakeFirst(),
    )
    if (!saved) throw directoryProblems.notFound()
    note(tx, 'save', 'Organisation', saved.id, { code })
    return saved.id
  })
}

export async function removeOrganisation(ctx: Ctx, id: string): Promise<void> {
  await changeDirectory(ctx, async (tx) => {
    await requireOrganisation(tx, id, directoryProblems.notFound)
    const used = await tx.kysely
      .selectFrom('department')
      .select('id')
      .where('organisation', '=', id)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    if (used) throw directoryProblems.organisationInUse()
    await tx.kysely.deleteFrom('organisation').where('id', '=', id).execute()
    note(tx, 'remove', 'Organisation', id)
  })
}

/** The row stays locked until the end, so that nobody adds a department to what is being removed. */
export async function requireOrganisation(tx: DirectoryTransaction, id: string, otherwise: () => Error): Promise<void> {
  const row = await tx.kysely
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw otherwise()
}
