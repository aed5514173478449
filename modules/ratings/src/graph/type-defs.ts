import { readFileSync } from 'node:fs'

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')

/** The module's graph as text, as an editor highlights it. */
export const typeDefs = ['./ratings.graphql', './staff.graphql'].map(read).join('\n')
