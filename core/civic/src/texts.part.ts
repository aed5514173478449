import type { Part } from './part.ts'

/** A text in all languages at once, for those who edit it; readers get a plain `String` in their own. */
export const textsPart: Part = {
  typeDefs: `
    "One text in the three languages of the platform."
    type Texts { ru: String! be: String! en: String! }
    input TextsInput { ru: String! be: String! en: String! }
  `,
}
