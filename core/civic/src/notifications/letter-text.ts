import type { City, Text } from '@vmeste/sdk'
import type { NotificationRow } from './notification.entity.ts'

const footer: Text = {
  ru: 'Это письмо отправила платформа «Вместе», {city}. Отвечать на него не нужно.',
  be: 'Гэты ліст даслала платформа «Вместе», {city}. Адказваць на яго не трэба.',
  en: 'Sent by the Vmeste platform, {city}. There is no need to reply.',
}

type Words = Pick<NotificationRow, 'text' | 'href' | 'lang'>

/** Where the link of a notification leads, from outside. */
export const linkOf = (origin: string, city: City, href: string | null): string | undefined =>
  href === null ? undefined : `${origin}/c/${city.slug}${href}`

/** A letter: what happened, where to look, who wrote. */
export const letterText = (row: Words, origin: string, city: City): string =>
  [row.text, linkOf(origin, city, row.href), `-- \n${footer[row.lang].replace('{city}', city.name[row.lang])}`].filter(Boolean).join('\n\n')

/** A message for a phone: short enough to be read there, the link last. */
export function smsText(row: Words, origin: string, city: City): string {
  const link = linkOf(origin, city, row.href)
  const room = 300 - (link ? link.length + 1 : 0)
  const text = row.text.length > room ? `${row.text.slice(0, room - 1)}…` : row.text
  return link ? `${text} ${link}` : text
}
