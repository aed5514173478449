import type { Ctx, PersonalData, PersonSubject } from '@vmeste/sdk'
import { nameOf, type Held } from '../../operations/people/held-about.ts'

type Row = Record<string, unknown>

/** What one declaration holds about somebody, as they read of it. */
export interface HeldView {
  readonly all: readonly Row[]
  /** Fields that have a name for people, in the order in which they are shown. */
  readonly shown: readonly (readonly [field: string, label: string])[]
}
export interface Paged {
  readonly first?: number | null
  readonly skip?: number | null
}

export const heldView = (ctx: Ctx, { module, data, rows }: Held, months: number) => ({
  id: nameOf(module, data),
  title: ctx.say(data.title ?? module.title),
  module: ctx.say(module.title),
  purpose: ctx.say(data.purpose),
  months,
  afterClosing: data.afterClosing ?? false,
  stays: data.stays ? ctx.say(data.stays) : null,
  correct: data.correct ? ctx.say(data.correct.text) : null,
  correctAt: data.correct?.path ?? null,
  count: rows.length,
  all: rows,
  shown: Object.entries(data.fields ?? {}).map(([field, label]) => [field, ctx.say(label)] as const),
})

/** Each reason once, in the order of the declarations. */
export const staysOf = (ctx: Ctx, declared: readonly PersonalData[]): string[] => [
  ...new Set(declared.flatMap(({ stays }) => (stays ? [ctx.say(stays)] : []))),
]

/** Whoever is signed in and asks for themselves. */
export const accountOf = ({ actor }: Ctx, { keys }: PersonSubject) =>
  actor.kind === 'person' && keys.includes(actor.key)
    ? { name: actor.name, username: actor.username, email: actor.email ?? null }
    : null

export function pageOf<One>(all: readonly One[], { first, skip }: Paged): readonly One[] {
  const from = Math.max(skip ?? 0, 0)
  return all.slice(from, from + Math.min(Math.max(first ?? 20, 0), 100))
}

/** One row in plain words: fields without a name, and without a value, stand in the file alone. */
export function thingOf(row: Row, shown: HeldView['shown']) {
  const lines = shown.flatMap(([field, label]): { label: string; text: string | null; at: Date | null }[] => {
    const value = row[field]
    if (value instanceof Date) return [{ label, text: null, at: value }]
    const text = wordsIn(value)
    return text === undefined ? [] : [{ label, text, at: null }]
  })
  const photos = [row['file'], ...(Array.isArray(row['files']) ? (row['files'] as unknown[]) : [])].filter(Boolean)
  const href = row['href']
  return {
    lines: lines.slice(0, 12),
    photos: photos.length,
    // an address of a module is below the city and nowhere else
    href: typeof href === 'string' && /^\/(?!\/)/.test(href) ? href : null,
  }
}

function wordsIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return wordsIn(value.filter((one) => typeof one === 'string').join('\n'))
  return undefined
}
