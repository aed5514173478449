import type { Text } from '@vmeste/sdk'
import { defineEntity, p, type ColumnType } from '@vmeste/sdk/storage'

/** A topic that the city has changed or added; without a row the shipped one counts. */
export const TopicEntity = defineEntity({
  name: 'Topic',
  schema: 'civic',
  tableName: 'topic',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    code: p.text().primary(),
    parent: p.text().nullable(),
    title: p.json<Text>(),
    department: p.text(),
    makeSafe: p.text().nullable(),
    fix: p.text().nullable(),
    callFirst: p.text().nullable(),
    /** Not offered any more; old cases keep it. */
    hidden: p.boolean(),
    changedAt: p.datetime(3),
    changedBy: p.text().nullable(),
  },
})

export interface TopicTables {
  topic: {
    code: string
    parent: string | null
    title: ColumnType<Text, string, string>
    department: string
    make_safe: string | null
    fix: string | null
    call_first: string | null
    hidden: boolean
    changed_at: Date
    /** Key of the person. */
    changed_by: string | null
  }
}
