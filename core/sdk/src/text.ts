import { z } from 'zod'

/** The three languages every text of the platform exists in. */
export const langs = ['ru', 'be', 'en'] as const
export type Lang = (typeof langs)[number]

/** One text in every language. A module without a Belarusian text does not pass the conformance kit. */
export type Text = Readonly<Record<Lang, string>>

export const textSchema: z.ZodType<Text> = z.object({
  ru: z.string().min(1),
  be: z.string().min(1),
  en: z.string().min(1),
})

/** The first supported language of an `Accept-Language` header; `ru` when none is. */
export function negotiateLang(header: string | undefined): Lang {
  const wanted = (header ?? '')
    .slice(0, 200)
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().slice(0, 2))
  return wanted.find((tag): tag is Lang => (langs as readonly string[]).includes(tag)) ?? 'ru'
}
