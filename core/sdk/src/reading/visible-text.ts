import { z } from 'zod'
import type { Text } from '../text.ts'
import { withoutMarks } from './marks.ts'

export interface VisibleTextOptions {
  /** Whether line ends and tabs stay; a name, a title, an address has none. */
  readonly lines?: boolean
}

// what a reader would see the other way round from how it is stored: nobody types it by chance
const turned = /\u202e/
// pictures made of several signs: joined people, a choice of look, flags of regions in tags, keys
const emoji =
  /\p{RI}\p{RI}|\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}|[#*\d]\ufe0f?\u20e3|\p{ExtPict}(?:\ufe0e|\ufe0f|\p{EMod})?(?:\u200d\p{ExtPict}(?:\ufe0f|\p{EMod})?)*/gu
// letters with a tower of accents run over the lines above and below
const tower = /(\p{M}{4})\p{M}+/gu

/**
 * A text as it is stored: composed (NFC), without signs that nobody sees, except those that hold an emoji together;
 * trimmed. Word and web pages put such signs in, so they are taken out in silence.
 */
export function cleanText(text: string, { lines = false }: VisibleTextOptions = {}): string {
  const pieces: string[] = []
  let end = 0
  const composed = text.normalize('NFC')
  for (const { 0: picture, index } of composed.matchAll(emoji)) {
    pieces.push(withoutMarks(composed.slice(end, index)), picture)
    end = index + picture.length
  }
  const seen = [...pieces, withoutMarks(composed.slice(end))].join('').replace(tower, '$1').normalize('NFC')
  const broken = seen.replace(/\r(?!\n)|[\u0085\u2028\u2029]/g, '\n').replace(/[\v\f]/g, ' ')
  return (lines ? broken : broken.replace(/\s*[\r\n\t]\s*/g, ' ')).replace(/^[\s\u2800]+|[\s\u2800]+$/g, '')
}

/** Whether somebody could read it aloud: at least one letter or digit, and nothing turned round. */
export const isVisible = (text: string): boolean => !turned.test(text) && /[\p{L}\p{N}]/u.test(cleanText(text))

const wordless: Text = {
  ru: 'Напишите словами: нужна хотя бы одна буква или цифра.',
  be: 'Напішыце словамі: патрэбна хаця б адна літара або лічба.',
  en: 'Please use words: at least one letter or digit is needed.',
}

const cleaned = (most: number, options: VisibleTextOptions | undefined, least: 0 | 1) =>
  z
    .string()
    .check(({ value, issues }) => {
      if (turned.test(value)) issues.push(unreadable(value))
    })
    .transform((typed) => cleanText(typed, options))
    .pipe(
      z
        .string()
        .min(least)
        .max(most)
        .check(({ value, issues }) => {
          if (value && !isVisible(value)) issues.push(unreadable(value))
        }),
    )
const unreadable = (input: string) => ({
  code: 'custom' as const,
  input,
  continue: false,
  params: { code: 'TEXT_WITHOUT_WORDS', text: wordless },
})

/**
 * Schema of a text that somebody has to write and others will read: cleaned, and with something to read in it.
 *
 * @param most characters it may have after cleaning
 * @example const name = visibleText(200) // "\u200b" is refused, TEXT_WITHOUT_WORDS for "…", "  Ірына\u00ad " is "Ірына"
 */
export const visibleText = (most: number, options?: VisibleTextOptions) => cleaned(most, options, 1)

/**
 * The same where nothing may be written: what has nothing to see is `''`.
 *
 * @example const text = optionalText(4000, { lines: true }).nullish().transform((typed) => typed || null)
 */
export const optionalText = (most: number, options?: VisibleTextOptions) => cleaned(most, options, 0)

/**
 * What somebody searches for: cleaned like what is stored, so that a paste finds it; signs alone may be searched for.
 *
 * @example const search = searchedText(100).nullish()
 */
export const searchedText = (most: number) =>
  z
    .string()
    .max(2 * most)
    .transform((typed) => cleanText(typed))
    .pipe(z.string().max(most))
