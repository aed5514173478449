import { Problem, z } from '@vmeste/sdk'
import { lookKinds } from './looks.ts'

/** Of a page for guests: longer than any, shorter than what only costs. */
export const secretInput = z.string().max(200).nullish()
export const confirmInput = z.string().max(100)

const name = z.string().min(1).max(300).nullish()
const moment = z.date().nullish()
export const looksInput = z.object({
  filter: z
    .object({ viewer: name, subject: name, what: z.enum(lookKinds).nullish(), from: moment, before: moment })
    .nullish(),
  first: z
    .int()
    .min(1)
    .max(100)
    .nullish()
    .transform((count) => count ?? 50),
  after: z.string().max(2_000).nullish(),
})

/** Where a page of looks ended: the moment, and what tells looks of one moment apart. */
export interface LookPlace {
  readonly at: Date
  readonly rest: string
}

export const writePlace = ({ at, rest }: LookPlace): string =>
  Buffer.from(`${at.getTime()}~${rest}`).toString('base64url')

/** @throws Problem `CURSOR_INVALID` */
export function readPlace(cursor: string): LookPlace {
  const [, at, rest] = /^(\d{1,15})~(.+)$/s.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (at === undefined || rest === undefined || rest.includes('\0'))
    throw new Problem(
      'CURSOR_INVALID',
      {
        ru: 'Эта страница списка не найдена. Начните сначала.',
        be: 'Гэтая старонка спіса не знойдзена. Пачніце спачатку.',
        en: 'This page of the list is not found. Start from the beginning.',
      },
      { path: 'after' },
    )
  return { at: new Date(Number(at)), rest }
}
