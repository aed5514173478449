import type { SettingSchema } from '@vmeste/sdk/web'

type Properties = Readonly<Record<string, SettingSchema>>
interface Service {
  readonly code: string
  readonly names: { readonly ru: string; readonly be: string; readonly en: string }
}

/**
 * Settings that are chosen among the city's services, with those to choose from. One that is set and gone stays in the
 * list under its code: nobody's choice changes by being looked at.
 */
export const withCityChoices = (
  properties: Properties,
  values: Readonly<Record<string, unknown>>,
  services: readonly Service[],
): Properties =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      if (!schema.from || !schema.says) return [name, schema]
      const codes = new Set(['', ...services.map(({ code }) => code)])
      const set = values[name]
      if (typeof set === 'string') codes.add(set)
      const choices = {
        ...schema.says.choices,
        ...Object.fromEntries(services.map(({ code, names }) => [code, names])),
      }
      return [name, { ...schema, enum: [...codes], says: { ...schema.says, choices } }]
    }),
  )
