import type { Furnished } from '../furnishing.ts'
import { textsIn, type CityDump } from './dump-city.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const isTime = (text: string): boolean => /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text)

/** So many letters of a text are enough to look for the rest of it. */
const start = 6

/** What a neighbour's rows, links and lists consist of, and nothing of one's own does. */
export class ForeignContent {
  readonly mark: string
  /** By how they begin, so that an answer is read once however many there are. */
  readonly #texts: ReadonlyMap<string, readonly string[]>
  readonly size: number

  constructor(theirs: CityDump, own: CityDump, links: Furnished, mark: string) {
    const shared = new Set(textsIn(own))
    const texts = new Set(
      [...textsIn(theirs), ...(links.keys ?? []), ...(links.files ?? []), ...(links.cursors ?? [])]
        .filter((text) => text.length >= start && !isTime(text) && !shared.has(text))
        .map((text) => JSON.stringify(text).slice(1, -1)),
    )
    this.size = texts.size
    // what carries the mark is found by it
    this.#texts = Map.groupBy(
      [...texts].filter((text) => !text.includes(mark)),
      (text) => text.slice(0, start),
    )
    this.mark = mark
  }

  /** What of it stands in an answer, other than what was sent to get it. */
  in(answer: string, sent = ''): string[] {
    const found = new Set<string>()
    if (answer.includes(this.mark) && !sent.includes(this.mark)) found.add(this.mark)
    for (let at = 0; at <= answer.length - start; at++)
      for (const text of this.#texts.get(answer.slice(at, at + start)) ?? [])
        if (answer.startsWith(text, at) && !sent.includes(text)) found.add(text)
    return [...found]
  }
}

export interface Names {
  readonly uuids: readonly string[]
  readonly words: readonly string[]
}

/**
 * Names of a neighbour's things, to ask for them: one of each column, and every file, key and named value. As many as
 * there are columns, so that a walk grows with what there is to ask and not with what a city holds.
 */
export function namesIn(dump: CityDump, links: Furnished): Names {
  const uuids = new Set<string>()
  const words = new Set<string>([...(links.keys ?? [])])
  const add = (value: unknown): void => {
    if (typeof value !== 'string' || isTime(value) || value.length > 100) return
    if (uuid.test(value)) uuids.add(value)
    else if (/^[\p{L}\w.:|/~+@-]{4,}$/u.test(value)) words.add(value)
  }
  for (const [table, rows] of Object.entries(dump)) {
    // their subjects name what stands in the other tables
    if (table === 'core.outbox' || table === 'core.audit' || rows.length === 0) continue
    for (const column of Object.keys(rows[0]!)) add(rows.find((row) => row[column] !== null)?.[column])
  }
  for (const delivery of dump['core.delivery']?.filter((row) => row['state'] === 'dead').slice(0, 1) ?? [])
    words.add(`${String(delivery['event'])}/${String(delivery['subscriber'])}`)
  for (const file of dump['civic.file']?.slice(0, 3) ?? []) uuids.add(String(file['id']))
  for (const value of Object.values(links.values ?? {}).flat()) add(value)
  return { uuids: [...uuids], words: [...words] }
}
