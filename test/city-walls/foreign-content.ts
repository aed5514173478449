import { textsIn, type CityDump } from './dump-city.ts'
import type { Furnished } from './furnish-city.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const isTime = (text: string): boolean => /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text)

/** What a neighbour's rows, links and lists consist of, and nothing of one's own does. */
export class ForeignContent {
  readonly mark: string
  readonly #texts: ReadonlySet<string>

  constructor(theirs: CityDump, own: CityDump, links: Furnished, mark: string) {
    const shared = new Set(textsIn(own))
    const texts = [...textsIn(theirs), ...links.secrets, ...links.pictures, ...links.cursors]
    this.#texts = new Set(
      texts
        .filter((text) => text.length >= 6 && !isTime(text) && !shared.has(text))
        .map((text) => JSON.stringify(text).slice(1, -1)),
    )
    this.mark = mark
  }

  get size(): number {
    return this.#texts.size
  }

  /** What of it stands in an answer, other than what was sent to get it. */
  in(answer: string, sent = ''): string[] {
    const found = [...this.#texts].filter((text) => answer.includes(text) && !sent.includes(text))
    return answer.includes(this.mark) && !sent.includes(this.mark) ? [this.mark, ...found] : found
  }
}

/** Names of a neighbour's things, to ask for them: two of each column, and every report, number, photo and secret. */
export function namesIn(dump: CityDump, links: Furnished): { readonly uuids: string[]; readonly words: string[] } {
  const uuids = new Set<string>(),
    words = new Set<string>([...links.secrets])
  for (const [table, rows] of Object.entries(dump)) {
    // their subjects name what stands in the other tables
    if (table === 'core.outbox' || table === 'core.audit') continue
    for (const row of rows.slice(0, 2)) {
      for (const value of Object.values(row)) {
        if (typeof value !== 'string' || isTime(value) || value.length > 100) continue
        if (uuid.test(value)) uuids.add(value)
        else if (/^[\w.:|/~+@-]{4,}$/.test(value)) words.add(value)
      }
    }
  }
  for (const delivery of dump['core.delivery']?.filter((row) => row['state'] === 'dead').slice(0, 2) ?? [])
    words.add(`${String(delivery['event'])}/${String(delivery['subscriber'])}`)
  for (const file of dump['civic.file'] ?? []) uuids.add(String(file['id']))
  for (const report of links.reports) uuids.add(report)
  for (const row of dump['appeals.report'] ?? []) words.add(String(row['number']))
  return { uuids: [...uuids], words: [...words] }
}
