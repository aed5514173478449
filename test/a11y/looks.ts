/** What a page is looked at in. */
export interface Look {
  readonly lang: 'ru' | 'be' | 'en'
  readonly width: number
  readonly scheme: 'light' | 'dark'
}

export const langs = ['ru', 'be', 'en'] as const
export const widths = [360, 768, 1280] as const
export const schemes = ['light', 'dark'] as const

/** Looks that hold every pair of language and width, language and theme, width and theme: half of them all. */
export const pairwise: readonly Look[] = langs.flatMap((lang, row) =>
  widths.map((width, column) => ({ lang, width, scheme: schemes[(row + column) % 2]! })),
)

/** The look that falls to one of many. */
export const lookOf = (index: number): Look => pairwise[index % pairwise.length]!
