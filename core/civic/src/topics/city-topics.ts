import { showPhone, Topics, type CityDb, type Topic, type TopicBranch } from '@vmeste/sdk'
import type { Selectable } from '@vmeste/sdk/storage'
import { Recent } from '../recent.ts'
import { shippedBranches, shippedTopics } from './shipped-topics.ts'
import type { TopicTables } from './topic.entity.ts'

type Row = Omit<Selectable<TopicTables['topic']>, 'changed_at' | 'changed_by'>
/** A topic as whoever sets it sees it. */
export interface SetTopic {
  readonly topic: Topic
  readonly hidden: boolean
  /** The city has changed or added it. */
  readonly own: boolean
  /** It came with the platform, changed since or not. */
  readonly shipped: boolean
}
interface Tree {
  readonly all: readonly SetTopic[]
  readonly offered: readonly Topic[]
  readonly byCode: ReadonlyMap<string, Topic>
}

/** Rows of a city's own. */
export const mostOwnTopics = 500

/** The topic tree of one city: its own rows before the shipped ones. */
export class CityTopics extends Topics {
  readonly #tree: Recent<Tree>

  constructor(db: CityDb<TopicTables>) {
    super()
    this.#tree = new Recent(async () =>
      merge(
        await db.read
          .selectFrom('topic')
          .select(['code', 'parent', 'title', 'department', 'make_safe', 'fix', 'call_first', 'hidden', 'note'])
          .orderBy('code')
          .limit(mostOwnTopics)
          .execute(),
      ),
    )
  }

  async leaves(): Promise<readonly Topic[]> {
    return (await this.#tree.get()).offered
  }
  /** Hidden ones too, in the order of the tree. */
  async all(): Promise<readonly SetTopic[]> {
    return (await this.#tree.get()).all
  }
  async branches(): Promise<readonly TopicBranch[]> {
    return shippedBranches.map(({ code, title }) => ({ code, title }))
  }
  async find(code: string): Promise<Topic | undefined> {
    return (await this.#tree.get()).byCode.get(code)
  }

  forget(): void {
    this.#tree.forget()
  }
}

/** The shipped order first, what the city added after it, «Другое» last. */
export function merge(rows: readonly Row[]): Tree {
  const byCode = new Map<string, Topic>(shippedTopics.map((topic) => [topic.code, topic]))
  for (const row of rows) byCode.set(row.code, edited(row, byCode.get(row.code)))
  const last = (topic: Topic) => (topic.code === 'OTHER' ? 1 : 0)
  const hidden = new Set(rows.filter((row) => row.hidden).map(({ code }) => code))
  const own = new Set(rows.map(({ code }) => code))
  const shipped = new Set(shippedTopics.map(({ code }) => code))
  const all = [...byCode.values()]
    .sort((a, b) => last(a) - last(b))
    .map((topic) => ({
      topic,
      hidden: hidden.has(topic.code),
      own: own.has(topic.code),
      shipped: shipped.has(topic.code),
    }))
  return { all, offered: all.filter((one) => !one.hidden).map(({ topic }) => topic), byCode }
}

/** Remarks on shipped numbers go with the numbers, the city has its own; what makes a case urgent stays. */
function edited(row: Row, shipped?: Topic): Topic {
  return {
    code: row.code,
    title: row.title,
    department: row.department,
    ...(row.parent && { parent: row.parent }),
    ...(row.make_safe && { makeSafe: row.make_safe }),
    ...(row.fix && { fix: row.fix }),
    ...(row.call_first && { callFirst: showPhone(row.call_first) }),
    ...(row.note && { note: row.note }),
    ...(shipped?.urgent && { urgent: shipped.urgent }),
  }
}
