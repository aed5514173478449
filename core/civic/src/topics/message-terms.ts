import { shippedProfiles } from '../deadlines/profiles/shipped-profiles.ts'

/** Names of terms in the rules of messages, which a topic may have instead of a plain one: `forward`. */
export const messageTerms: ReadonlySet<string> = new Set(
  shippedProfiles.filter(({ regime }) => regime === 'MESSAGE').flatMap(({ terms }) => Object.keys(terms)),
)
