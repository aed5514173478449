/** One reading of what people write, for every boundary, every covering rule and every search. */
export * from './cover-words.ts'
export { emailAddress, readEmail, showEmail } from './e-mail-address.ts'
export * from './obscenity.ts'
export { personalStretches } from './personal-stretches.ts'
export type { PersonalKind, PersonalStretch, PersonalWordsOptions } from './personal-stretches.ts'
export { phoneNumber, readPhone, servicePhone, showPhone } from './phone-number.ts'
export { cleanText, isVisible, optionalText, searchedText, visibleText } from './visible-text.ts'
export type { VisibleTextOptions } from './visible-text.ts'
