import { meantCodes } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { codePattern } from './registry-input.ts'

/**
 * The code that somebody means who types it from a poster: without its dash, in Cyrillic letters by look or by sound.
 * What fits no place of the city stays as it was typed.
 *
 * @example await meantCode(ctx, 'уз0047') // 'UZ-0047'
 */
export async function meantCode(ctx: AppealsCtx, typed: string): Promise<string> {
  const plain = typed.trim().toUpperCase().slice(0, 40)
  if (codePattern.test(plain)) return plain
  const readings = meantCodes(plain, codePattern)
  if (readings.length === 0) return plain
  const known = await ctx.db.read
    .selectFrom('qr_object')
    .select('code')
    .where('code', 'in', readings)
    .where('active', '=', true)
    .limit(readings.length)
    .execute()
  return readings.find((one) => known.some(({ code }) => code === one)) ?? plain
}
