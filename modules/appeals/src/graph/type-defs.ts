import { readFileSync } from 'node:fs'

// each named in full: packing takes along what it can see
const files = [
  new URL('./appeals.graphql', import.meta.url),
  new URL('./contact.graphql', import.meta.url),
  new URL('./staff.graphql', import.meta.url),
  new URL('./registry.graphql', import.meta.url),
]

/** The module's graph as text, as an editor highlights it. */
export const typeDefs = files.map((file) => readFileSync(file, 'utf8')).join('\n')
