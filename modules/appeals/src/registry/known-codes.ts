import { Directory, Problem, type FieldProblem, type Text } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { defaultObjectTypes } from './default-object-types.ts'

/** What the city knows, so that nothing can name what does not exist. */
export interface Known {
  readonly types: ReadonlySet<string>
  readonly departments: ReadonlySet<string>
  readonly territories: ReadonlySet<string>
}

/** What an object may refer to in this city. */
export async function knownCodes(ctx: AppealsCtx): Promise<Known> {
  const directory = ctx.use(Directory)
  const [departments, territories, types] = await Promise.all([
    directory.departments(),
    directory.territories(),
    ctx.db.read.selectFrom('object_type').select('code').limit(1000).execute(),
  ])
  const codes = (all: readonly { code: string }[]) => new Set(all.map((one) => one.code))
  return {
    types: codes([...defaultObjectTypes, ...types]),
    departments: codes(departments),
    territories: codes(territories),
  }
}

const unknown: Text = {
  ru: 'Такого в этом городе нет.',
  be: 'Такога ў гэтым горадзе няма.',
  en: 'This city has no such thing.',
}
const check: Text = {
  ru: 'Проверьте, пожалуйста, отмеченные поля.',
  be: 'Праверце, калі ласка, пазначаныя палі.',
  en: 'Please check the marked fields.',
}

/** @throws Problem `INPUT_INVALID` naming every code that leads nowhere */
export function refuseUnknown(
  ctx: AppealsCtx,
  given: readonly { readonly path: string; readonly code: string | null; readonly among: ReadonlySet<string> }[],
): void {
  const fields = given.flatMap(({ path, code, among }): FieldProblem[] =>
    code === null || among.has(code) ? [] : [{ path, code: 'UNKNOWN', message: ctx.say(unknown) }],
  )
  refuseFields(fields)
}

export function refuseFields(fields: readonly FieldProblem[]): void {
  if (fields.length > 0) throw new Problem('INPUT_INVALID', check, { fields, path: fields[0]?.path ?? 'input' })
}
