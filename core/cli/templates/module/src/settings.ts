import { setting, z, type Text } from '@vmeste/sdk'
import type { ModuleCtx } from './sighting.entity.ts'

const say = (ru: string, be: string, en: string): Text => ({ ru, be, en })

/** What a city may tune. The administrator's form is made from this, and every default is what a new city gets. */
export const settings = z.object({
  daysShown: z
    .int()
    .min(1)
    .max(365)
    .default(30)
    .meta(
      setting({
        title: say('Сколько дней показывать', 'Колькі дзён паказваць', 'How long to show'),
        unit: say('дн.', 'дз.', 'days'),
      }),
    ),
  hourlyLimit: z
    .int()
    .min(1)
    .max(10_000)
    .default(60)
    .meta(
      setting({
        title: say('Сколько записей принимать за час', 'Колькі запісаў прымаць за гадзіну', 'Entries taken in an hour'),
      }),
    ),
  topic: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .default('ANIM.STRAY')
    .meta(
      setting({
        title: say(
          'Тема сообщений, которые попадают сюда',
          'Тэма паведамленняў, якія трапляюць сюды',
          'Topic of the reports that come here',
        ),
      }),
    ),
})

/** The settings of this city; the platform has validated them and filled the defaults in. */
export const settingsOf = (ctx: Pick<ModuleCtx, 'settings'>): z.infer<typeof settings> =>
  ctx.settings as z.infer<typeof settings>
