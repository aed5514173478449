import { Problem, type CityTransaction } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { mostOwnTopics } from './city-topics.ts'
import type { TopicTables } from './topic.entity.ts'

/** No tree is read further than that: what stood beyond would be lost in silence. */
export async function withinBounds(tx: CityTransaction<TopicTables>): Promise<void> {
  const [count] = await tx.run<{ n: number }>(sql`select count(*)::int as n from civic.topic`)
  if (count!.n > mostOwnTopics)
    throw new Problem(
      'TOPICS_FULL',
      {
        ru: 'Своих и изменённых тем в городе может быть столько: {most}.',
        be: 'Сваіх і змененых тэм у горадзе можа быць столькі: {most}.',
        en: 'A city can have so many topics of its own or changed: {most}.',
      },
      { kind: 'conflict', params: { most: mostOwnTopics } },
    )
}
