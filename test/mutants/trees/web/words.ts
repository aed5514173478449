type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string

/** What the list of trees says. */
export const heading = (say: Say, n: number): string => `${say('title')}: ${say('counted', { n })}`
