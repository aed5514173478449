import { visibleText, z } from '@vmeste/sdk'
import { maxTiles } from './tiles.ts'
import { pointInput } from '../report/point-input.ts'

/** `UZ-0047`: letters a person can read aloud and type. */
export const codePattern = /^[A-Z]{2,6}-\d{3,6}$/

const text = (most: number) => z.object({ ru: visibleText(most), be: visibleText(most), en: visibleText(most) })
const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/)
const icon = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const given = z
  .string()
  .trim()
  .max(40)
  .nullish()
  .transform((typed) => typed || null)

export const objectInput = z.object({
  code: z.string().trim().toUpperCase().regex(codePattern),
  type: code,
  name: text(200),
  address: visibleText(300),
  point: pointInput.nullish(),
  department: given,
  territory: given,
  active: z
    .boolean()
    .nullish()
    .transform((on) => on ?? true),
})
export const objectTypeInput = z.object({
  code,
  title: text(60),
  icon,
  tiles: z
    .array(z.object({ code, title: text(40), icon, topic: z.string().max(40) }))
    .max(maxTiles)
    .refine((tiles) => new Set(tiles.map((tile) => tile.code)).size === tiles.length),
})
export const rulesInput = z.array(z.object({ topic: given, territory: given, department: z.string().max(40) })).max(500)
