import type { Text, Topic } from '@vmeste/sdk'

/**
 * Where the terms of a topic come from: G Госстрой РФ № 170, R ГОСТ Р 50597-2017, B norms of the 115 phone line,
 * N what «Наш город» and 115.бел promise, P this platform's proposal.
 */
export type TopicSource = 'G' | 'R' | 'B' | 'N' | 'P'

/** A shipped leaf: what modules see, and what its numbers rest on. */
export interface ShippedTopic extends Topic {
  readonly source: TopicSource
  /** False where the number was written down from memory. */
  readonly confirmed: boolean
}

export interface Branch {
  readonly code: string
  readonly title: Text
  readonly leaves: readonly ShippedTopic[]
}

type Rest = Partial<Pick<ShippedTopic, 'makeSafe' | 'fix' | 'urgent' | 'callFirst' | 'note' | 'source' | 'confirmed'>>

/** «At once» needs an end to be measured by; an hour is this platform's reading. */
export const atOnce = '1h'

/** One line of the table of topics. */
export const topic = (
  code: string,
  title: readonly [ru: string, be: string, en: string],
  department: string,
  rest: Rest = {},
): ShippedTopic => ({ code, title: words(...title), department, source: 'P', confirmed: true, ...rest })

export const words = (ru: string, be: string, en: string): Text => ({ ru, be, en })

/** Leaves under one branch; each learns its parent here. */
export const branch = (
  code: string,
  title: readonly [ru: string, be: string, en: string],
  leaves: readonly ShippedTopic[],
): Branch => ({ code, title: words(...title), leaves: leaves.map((leaf) => ({ ...leaf, parent: code })) })
