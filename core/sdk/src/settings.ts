import { z } from 'zod'
import type { SettingSchema, SettingsSchema, SettingWords } from './setting-schema.ts'

/**
 * Words for a setting's field in the administrator's form, in three languages, and whether the module can be on without
 * it.
 *
 * @param options.neededFor `on`: the city cannot switch the module on while the setting is empty
 * @param options.from `departments`: a choice of the city's services, by code; the words name the empty choice
 * @example
 * const settings = z.object({
 * reopenDays: z.int().min(1).max(90).default(14).meta(setting({ title: { ru: 'Можно вернуть', be: 'Можна вярнуць', en:
 * 'Can be reopened' }, unit: days })),
 *   smsKey: secret().meta(setting({ title: { ru: 'Ключ SMS', be: 'Ключ SMS', en: 'SMS key' } }, { neededFor: 'on' })),
 * })
 */
export const setting = (
  says: SettingWords,
  options: Pick<SettingSchema, 'neededFor' | 'from'> = {},
): Pick<SettingSchema, 'says' | 'neededFor' | 'from'> & { title: string; description?: string } => ({
  title: says.title.en,
  ...(says.hint ? { description: says.hint.en } : {}),
  says,
  ...options,
})

/**
 * A setting that can be written and never read back: encrypted in the database, absent from graph, audit, events and
 * logs. Empty until the city sets it. Only the module itself gets its value, in `ctx.settings`.
 */
export const secret = () => z.string().max(4000).default('').meta({ secret: true, writeOnly: true })

/** The settings of a module as JSON Schema 2020-12, with defaults and words; it carries no city's values. */
export const describeSettings = (settings: z.ZodObject | undefined): SettingsSchema & Record<string, unknown> =>
  z.toJSONSchema(settings ?? z.object({}), { target: 'draft-2020-12', io: 'input' }) as unknown as SettingsSchema &
    Record<string, unknown>
