import { definePlugin, secret, setting, z, type Ctx, type Text } from '@vmeste/sdk'

const text = (ru: string, be: string, en: string): Text => ({ ru, be, en })
const title = text('Киоск', 'Кіёск', 'Kiosk')

/** One setting of every kind, and a field that tells what the module gets. */
export const kiosk = definePlugin({
  id: 'kiosk',
  engine: '^0.1',
  title,
  summary: title,
  settings: z.object({
    radius: z
      .int()
      .min(1)
      .max(90)
      .default(15)
      .meta(setting({ title: text('Радиус', 'Радыус', 'Radius'), unit: text('м', 'м', 'm') })),
    open: z
      .boolean()
      .default(true)
      .meta(setting({ title: text('Открыт', 'Адчынены', 'Open') })),
    side: z
      .enum(['left', 'right'])
      .default('left')
      .meta(
        setting({
          title: text('Сторона', 'Бок', 'Side'),
          choices: { left: text('левая', 'левы', 'left'), right: text('правая', 'правы', 'right') },
        }),
      ),
    words: z
      .array(z.string().trim().min(1).max(20))
      .max(3)
      .default([])
      .meta(setting({ title: text('Слова', 'Словы', 'Words') })),
    key: secret().meta(setting({ title: text('Ключ', 'Ключ', 'Key') }, { neededFor: 'on' })),
  }),
  graph: {
    typeDefs: 'extend type Query { kiosk: JSON @public }',
    resolvers: { Query: { kiosk: (_source: unknown, _args: unknown, ctx: Ctx) => ctx.settings } },
  },
})
