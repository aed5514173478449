import { personalStretches, type PersonalWordsOptions } from './personal-stretches.ts'

/** What stands where something is covered. */
export const covering = '•••'

/**
 * A text as strangers may read it: every {@link personalStretches} is covered. Whatever can become public passes here,
 * answers of the city too; what is nothing stays nothing.
 *
 * @example coverWords('Звоните 8–029–765–43–21 вечером') // 'Звоните ••• вечером'
 */
export function coverWords(text: string, options?: PersonalWordsOptions): string
export function coverWords(text: string | null, options?: PersonalWordsOptions): string | null
export function coverWords(text: string | null, options?: PersonalWordsOptions): string | null {
  if (!text) return text
  let covered = ''
  let end = 0
  for (const { from, to } of personalStretches(text, options)) {
    covered += text.slice(end, from) + covering
    end = to
  }
  return covered + text.slice(end)
}
