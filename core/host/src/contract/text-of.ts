/** One JSON value as a committed file: two spaces, a line feed at the end. */
export const textOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** The same entries by name. */
export const byName = <Value>(record: Readonly<Record<string, Value>> | undefined): [string, Value][] =>
  Object.entries(record ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))

/** Sorts by what `key` says; what a list has no order for must not show up as a change. */
export const sortedBy = <Item>(items: readonly Item[] | undefined, key: (item: Item) => string): Item[] =>
  [...(items ?? [])].sort((a, b) => (key(a) < key(b) ? -1 : 1))
