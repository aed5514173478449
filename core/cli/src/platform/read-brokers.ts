import { z, type Text } from '@vmeste/sdk'
import type { Broker } from '@vmeste/host/identity'

const title = z.string().trim().min(1).max(60)
const broker = z.object({
  alias: z.string().regex(/^[\w.-]{1,64}$/),
  titles: z.union([z.tuple([title]), z.tuple([title, title, title])]),
})
const atMost = 10

/**
 * Ways in through Keycloak's identity providers, as an operator writes them: `alias=title` each, divided by `;`;
 * the title once for all languages, or in Russian, Belarusian and English, divided by `|`.
 *
 * @example brokersSchema.parse('state=Госуслуги|Дзяржпаслугі|State services; bank=Банк')
 */
export const brokersSchema = z.string().transform((text, { addIssue }): readonly Broker[] => {
  const brokers = text
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each) => {
      const at = each.indexOf('=')
      const parsed = broker.safeParse({ alias: each.slice(0, at).trim(), titles: each.slice(at + 1).split('|') })
      if (at < 0 || !parsed.success)
        addIssue({
          code: 'custom',
          message: `cannot read "${each.slice(0, 100)}": write alias=title, or alias=ru|be|en, several divided by ";"`,
        })
      return { alias: parsed.data?.alias ?? '', title: inAllLanguages(parsed.data?.titles ?? ['']) }
    })
  if (brokers.length > atMost) addIssue({ code: 'custom', message: `at most ${atMost} ways in` })
  if (new Set(brokers.map(({ alias }) => alias)).size < brokers.length)
    addIssue({ code: 'custom', message: 'one alias stands twice' })
  return brokers
})

const inAllLanguages = ([ru, be = ru, en = ru]: readonly [string, string?, string?]): Text => ({ ru, be, en })
