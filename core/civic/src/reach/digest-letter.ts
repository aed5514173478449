import type { City, Lang } from '@vmeste/sdk'
import { linkOf } from '../notifications/letter-text.ts'
import type { NotificationRow } from '../notifications/notification.entity.ts'
import { fill, reachTexts } from './reach-texts.ts'

/** Of one kind; the rest of it is a number. */
const shown = 10

export type Unread = Pick<NotificationRow, 'id' | 'event' | 'subject' | 'text' | 'href' | 'about' | 'fold' | 'folded'>

/** What makes notices alike: what they fold by, without the thing; else what they are about. */
const kindOf = ({ fold, about }: Unread): string =>
  (fold ?? about)
    .split(':')
    .slice(0, fold ? 1 : 2)
    .join(':')

export interface Letter {
  readonly subject: string
  readonly text: string
  readonly href: string
}

/** How much it stands for: one that folds many is that many. */
export const countOf = (rows: readonly Unread[]): number =>
  rows.reduce((sum, { folded }) => sum + Math.max(folded, 1), 0)

/** One notice as it is; several as one letter, by kind, each with its link. */
export function digestLetter(rows: readonly Unread[], lang: Lang, origin: string, city: City): Letter {
  const [first] = rows
  if (first && rows.length === 1)
    return { subject: first.subject, text: first.text, href: first.href ?? '/notifications' }
  const n = countOf(rows)
  const blocks = [...Map.groupBy(rows, kindOf).values()].map((alike) => {
    const lines = alike
      .slice(0, shown)
      .map((row) => [row.subject, linkOf(origin, city, row.href)].filter(Boolean).join('\n'))
    const rest = countOf(alike.slice(shown))
    return [...lines, ...(rest > 0 ? [fill(reachTexts.more, lang, { n: rest })] : [])].join('\n')
  })
  const how = `${reachTexts.how[lang]} ${linkOf(origin, city, '/reach')}`
  return {
    subject: fill(reachTexts.subject, lang, { n, city: city.name[lang] }),
    text: [fill(reachTexts.head, lang, { n }), ...blocks, how].join('\n\n'),
    href: '/notifications',
  }
}
