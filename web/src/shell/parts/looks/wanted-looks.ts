import type { LooksQueryVariables } from '../../../../operations.gen.ts'

export const kinds = ['OPEN', 'DATA', 'EXPORT', 'ERASE'] as const
type Kind = (typeof kinds)[number]

/** What is looked for, as the address and the form have it: empty where it does not matter. */
export interface WantedLooks {
  who: string
  /** Of a case, as people call it. */
  number: string
  thing: string
  what: string
  /** Days, `2026-05-31`. */
  from: string
  till: string
}
const parts = ['who', 'number', 'thing', 'what', 'from', 'till'] as const
const day = /^\d{4}-\d{2}-\d{2}$/

/** Out of an address that anybody may have typed: what makes no sense counts for nothing. */
export function readWanted(query: Readonly<Record<string, unknown>>): WantedLooks {
  const text = (name: string): string => {
    const value = query[name]
    return typeof value === 'string' ? value.trim().slice(0, 300) : ''
  }
  const date = (name: string): string => {
    const value = text(name)
    return day.test(value) && !Number.isNaN(Date.parse(value)) ? value : ''
  }
  const what = text('what')
  const [from, till] = [date('from'), date('till')]
  // whichever of the two was typed first, both days are meant
  const turned = from !== '' && till !== '' && from > till
  return {
    who: text('who'),
    number: text('number').slice(0, 60),
    thing: text('thing'),
    what: kinds.includes(what as Kind) ? what : '',
    from: turned ? till : from,
    till: turned ? from : till,
  }
}

/** What is not empty. */
export const writeWanted = (wanted: WantedLooks): Record<string, string> =>
  Object.fromEntries(parts.flatMap((part) => (wanted[part] ? [[part, wanted[part]]] : [])))

/** For the graph: whole days as the reader’s clock has them, the last one included. */
export function filterOf({ who, number, thing, what, from, till }: WantedLooks): LooksQueryVariables['filter'] {
  const start = (value: string, more = 0): string => {
    const [year, month, date] = value.split('-').map(Number) as [number, number, number]
    return new Date(year, month - 1, date + more).toISOString()
  }
  return {
    viewer: who || null,
    subject: thing || null,
    number: number || null,
    what: what ? (what as Kind) : null,
    from: from ? start(from) : null,
    before: till ? start(till, 1) : null,
  }
}
