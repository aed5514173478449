import { describeSettings, Directory, type Ctx, type Plugin } from '@vmeste/sdk'
import { refuseFields } from './settings-problems.ts'

/**
 * What is chosen among the city's own must be there now.
 *
 * @throws Problem `INPUT_INVALID` with paths `values.<field>`
 */
export async function checkCityChoices(ctx: Ctx, settings: Plugin['settings'], values: unknown): Promise<void> {
  const chosen = Object.entries(describeSettings(settings).properties).flatMap(([field, { from }]) => {
    const value: unknown = from && (values as Readonly<Record<string, unknown>> | null)?.[field]
    return typeof value === 'string' && value !== '' ? [{ field, value }] : []
  })
  if (chosen.length === 0) return
  const codes = new Set((await ctx.use(Directory).departments()).map(({ code }) => code))
  refuseFields(
    chosen.flatMap(({ field, value }) =>
      codes.has(value) ? [] : [{ path: `values.${field}`, what: 'notThere' as const }],
    ),
    ctx.lang,
  )
}
