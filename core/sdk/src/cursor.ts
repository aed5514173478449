import { Problem } from './problem.ts'

/** Where a page ended: the value it is sorted by and the row, because many rows share a value. */
export interface Cursor {
  readonly at: Date | 'infinity'
  readonly id: string
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const writeCursor = (at: Date | number, id: string): string =>
  Buffer.from(`${at instanceof Date ? at.getTime() : 'infinity'}~${id}`).toString('base64url')

/** @throws Problem `CURSOR_INVALID` */
export function readCursor(cursor: string): Cursor {
  const [at = '', id = ''] = Buffer.from(cursor.slice(0, 200), 'base64url').toString().split('~')
  if (!uuid.test(id) || !/^(?:-?\d{1,15}|infinity)$/.test(at)) {
    throw new Problem(
      'CURSOR_INVALID',
      {
        ru: 'Эта страница списка не найдена. Начните сначала.',
        be: 'Гэтая старонка спіса не знойдзена. Пачніце спачатку.',
        en: 'This page of the list is not found. Start from the beginning.',
      },
      { path: 'after' },
    )
  }
  return { at: at === 'infinity' ? at : new Date(Number(at)), id }
}
