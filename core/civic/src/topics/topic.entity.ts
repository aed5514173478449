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
    /** What the terms cannot say by themselves. */
    note: p.json<Text>().nullable(),
    changedAt: p.datetime(3),
    changedBy: p.text().nullable(),
  },
})

/** A topic as somebody has left it; without content the shipped one counted again, or there was none. */
export const TopicVersionEntity = defineEntity({
  name: 'TopicVersion',
  schema: 'civic',
  tableName: 'topic_version',
  indexes: [{ name: 'topic_version_code_index', properties: ['city', 'code', 'changedAt', 'id'] }],
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    id: p.uuid().primary(),
    code: p.text(),
    content: p.json<TopicContent>().nullable(),
    changedAt: p.datetime(3),
    changedBy: p.text().nullable(),
  },
})

/** A row of `topic` without who and when. */
export interface TopicContent {
  readonly parent: string | null
  readonly title: Text
  readonly department: string
  readonly make_safe: string | null
  readonly fix: string | null
  readonly call_first: string | null
  readonly hidden: boolean
  readonly note: Text | null
}

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
    note: ColumnType<Text | null, string | null | undefined, string | null>
    changed_at: Date
    /** Key of the person. */
    changed_by: string | null
  }
  topic_version: {
    id: string
    code: string
    content: ColumnType<TopicContent | null, string | null, never>
    changed_at: Date
    changed_by: string | null
  }
}
