import { readFileSync } from 'node:fs'
import type { Part } from './part.ts'

/** A text in all languages at once, for those who edit it; readers get a plain `String` in their own. */
export const textsPart: Part = { typeDefs: readFileSync(new URL('./texts.graphql', import.meta.url), 'utf8') }
