import { optionalText, parseInput, z } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'

const words = optionalText(4000, { lines: true })

/** What staff typed, bounded; whether it may be empty is the table of moves' business. */
export const typedWords = (ctx: AppealsCtx, typed: unknown, path: string): string =>
  parseInput(words, typed ?? '', ctx.lang, path)

const files = z.array(z.uuid()).max(10)
export const typedPhotos = (ctx: AppealsCtx, typed: unknown): readonly string[] => [
  ...new Set(parseInput(files, typed ?? [], ctx.lang, 'photos')),
]
