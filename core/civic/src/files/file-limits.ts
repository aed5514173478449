/** A phone's photo is 3 to 9 MB; what is larger is no snapshot of a broken swing. */
export const maxUploadBytes = 15 * 1024 * 1024
/** Width times height, so that a small file cannot unfold into gigabytes. */
export const maxPixels = 60_000_000
/** The same where a decoder must hold the whole picture at once: progressive JPEG, interlaced PNG, WebP. */
export const maxWholePixels = 24_000_000
/** Of one side: panoramas of phones have 16,384 at most. */
export const maxSide = 20_000
/** Longest sides of what is kept, in pixels. */
export const sides = { full: 1600, thumb: 320 } as const
export type PictureSize = keyof typeof sides
/** A sender that is silent for so long has gone, in milliseconds. */
export const stallMs = 30_000
/** What was never attached is put aside after so long, in milliseconds. */
export const orphanMs = 24 * 3_600_000
/** Days in the quarantine before a photo is deleted for good. */
export const quarantineDays = 30
/** Sweeping stops before it takes more than this share of a city's photos, and more than so many of them. */
export const sweptAtMost = { share: 0.05, photos: 50 } as const
