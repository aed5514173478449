import type { City, Text } from '@vmeste/sdk'
import type { NotificationRow } from './notification.entity.ts'

const footer: Text = {
  ru: 'Это письмо отправила платформа «Вместе», {city}. Отвечать на него не нужно.',
  be: 'Гэты ліст даслала платформа «Разам», {city}. Адказваць на яго не трэба.',
  en: 'Sent by the Vmeste platform, {city}. There is no need to reply.',
}

const stopText: Text = { ru: 'Больше не писать:', be: 'Больш не пісаць:', en: 'Stop these letters:' }

type Words = Pick<NotificationRow, 'subject' | 'text' | 'href' | 'lang'>

/** What happened is often said by the subject alone: where there is none, the words begin with it. */
export const wholeText = ({ subject, text }: Pick<Words, 'subject' | 'text'>): string =>
  [subject.replace(/[.!?…]*$/, '.'), text].filter((part) => part.length > 1).join(' ')

/** Where the link of a notification leads, from outside. */
export const linkOf = (origin: string, city: City, href: string | null): string | undefined =>
  href === null ? undefined : `${origin}/c/${city.slug}${href}`

/** A letter: what happened, where to look, who wrote, and how to have no more of them. */
export function letterText(row: Words, origin: string, city: City, stop?: string): string {
  const end = [
    footer[row.lang].replace('{city}', city.name[row.lang]),
    ...(stop ? [`${stopText[row.lang]} ${linkOf(origin, city, stop)}`] : []),
  ].join('\n')
  return [row.text, linkOf(origin, city, row.href), `-- \n${end}`].filter(Boolean).join('\n\n')
}

/** A message for a phone: short enough to be read there, what happened first and the link last. */
export function smsText(row: Words, origin: string, city: City): string {
  const link = linkOf(origin, city, row.href)
  const room = 300 - (link ? link.length + 1 : 0)
  const whole = wholeText(row)
  const text = whole.length > room ? `${whole.slice(0, room - 1)}…` : whole
  return link ? `${text} ${link}` : text
}
