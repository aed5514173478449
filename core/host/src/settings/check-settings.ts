import { describeSettings, settingKind, z, type Plugin, type SettingSchema, type Text } from '@vmeste/sdk'

/**
 * Why a module's settings cannot be offered to a city: what is wrong and what to write instead; nothing when they can.
 */
export function settingFault(settings: z.ZodObject | undefined): string | undefined {
  if (!settings) return undefined
  const empty = settings.safeParse({})
  if (!empty.success)
    return `settings must stand without any value given; add .default(…) to ${[...new Set(empty.error.issues.map(({ path }) => path.join('.') || 'the rule over all of them'))].join(', ')}`
  const described = attempt(() => {
    z.toJSONSchema(settings)
    return describeSettings(settings)
  })
  if (described instanceof Error)
    return `settings cannot be shown as a form (${described.message}); use text, numbers, booleans, z.enum and lists of text`
  for (const [name, schema] of Object.entries(described.properties)) {
    const fault = fieldFault(schema)
    if (fault) return `setting "${name}" ${fault}`
  }
  return undefined
}

function fieldFault(schema: SettingSchema): string | undefined {
  const kind = settingKind(schema)
  if (!kind)
    return 'has a type that no field of the form can show; use text, a number, a boolean, z.enum, a list of text or secret()'
  if (kind === 'secret' && schema.type !== 'string') return 'is marked secret but is no text; use secret()'
  if (schema.from && !(schema.maxLength && schema.default === ''))
    return "is a choice of the city and not empty at first, or without longest length; use z.string().max(…).default('')"
  if (kind === 'text' && !schema.maxLength) return 'has no longest length; add .max(…)'
  if (kind === 'list' && !(schema.maxItems && schema.items?.maxLength))
    return 'is a list without end; add .max(…) to the list and to its texts'
  return undefined
}

/** Every text of the settings' form, by what to call it in a message. */
export function settingTexts({ settings }: Plugin): Record<string, Text | undefined> {
  return Object.fromEntries(
    Object.entries(describeSettings(settings).properties).flatMap(
      ([name, { says, from, enum: choices = from && [''] }]) => [
        [`setting ${name}`, says?.title] as const,
        ...(says?.hint ? [[`hint of setting ${name}`, says.hint] as const] : []),
        ...(says?.unit ? [[`unit of setting ${name}`, says.unit] as const] : []),
        ...(choices ?? []).map((choice) => [`choice ${choice} of setting ${name}`, says?.choices?.[choice]] as const),
      ],
    ),
  )
}

function attempt<T>(make: () => T): T | Error {
  try {
    return make()
  } catch (error) {
    return error as Error
  }
}
