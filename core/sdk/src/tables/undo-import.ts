import type { Ctx } from '../ctx.ts'
import { Problem } from '../problem.ts'
import { Tables, undoDays, type KeptImport, type KeptRow } from '../ports/tables.ts'
import type { Text } from '../text.ts'
import { inTurn } from './import-table.ts'
import type { StoredRow, Table } from './table.ts'

const words = {
  gone: {
    ru: 'Эту загрузку уже не отменить: она отменена раньше, или прошло 30 дней.',
    be: 'Гэту загрузку ўжо не адмяніць: яна адменена раней, або прайшло 30 дзён.',
    en: 'This import can no longer be undone: it was undone before, or 30 days have passed.',
  },
  since: {
    ru: 'Отменить нельзя. После загрузки изменились: {rows}. Ничего не отменено.',
    be: 'Адмяніць нельга. Пасля загрузкі змяніліся: {rows}. Нічога не адменена.',
    en: 'It cannot be undone. Changed after the import: {rows}. Nothing was undone.',
  },
  used: {
    ru: 'Отменить нельзя: новые строки уже нужны другим: {rows}. Ничего не отменено.',
    be: 'Адмяніць нельга: новыя радкі ўжо патрэбны іншым: {rows}. Нічога не адменена.',
    en: 'It cannot be undone: others lean on new rows already: {rows}. Nothing was undone.',
  },
  more: { ru: ' и ещё {n}', be: ' і яшчэ {n}', en: ' and {n} more' },
} satisfies Record<string, Text>

const mostNamed = 5

/**
 * Takes a whole import back: what it changed is as before, what it made is gone. Where anybody has changed a row since,
 * nothing is.
 *
 * @throws Problem `TABLE_UNDO_GONE`, `TABLE_CHANGED_SINCE`, `TABLE_ROW_IN_USE`
 */
export async function undoImport<T>(ctx: Ctx<T>, table: Table<T>, id: string) {
  return ctx.db.transaction(async (tx) => {
    await inTurn(tx, table.name)
    const rows = await ctx.use(Tables).takeBack(tx, table.name, id)
    if (!rows) throw new Problem('TABLE_UNDO_GONE', words.gone, { kind: 'conflict' })
    const keys = rows.map(({ key }) => key)
    const stored = await table.read(tx, keys)
    const since = rows.flatMap((row) => changedSince(ctx, table, row, stored.get(row.key)))
    if (since.length > 0) throw refusal(ctx, 'TABLE_CHANGED_SINCE', words.since, since)
    const made = rows.filter(({ before }) => before === null).map(({ key }) => key)
    const used = made.length > 0 ? await table.remove(tx, made) : []
    if (used.length > 0)
      throw refusal(
        ctx,
        'TABLE_ROW_IN_USE',
        words.used,
        used.map((key) => shownKey(table, key)),
      )
    const changed = rows.flatMap(({ key, before, kept }) =>
      before ? [{ key, cells: before, created: false, ...(kept !== null && { kept }) }] : [],
    )
    if (changed.length > 0) await table.write(tx, changed)
    tx.audit({ action: table.permission, subject: `${table.name}:*`, detail: { undone: id, rows: rows.length } })
    return { __typename: 'TableUndone' as const, id, rows: rows.length }
  })
}

/** The row by its key, with the titles of what is no longer as the import left it. */
function changedSince<T>(ctx: Ctx<T>, table: Table<T>, row: KeptRow, stored: StoredRow | undefined): readonly string[] {
  if (!stored) return [shownKey(table, row.key)]
  const titles = table.columns
    .filter(({ code }) => (stored.cells[code] ?? '') !== (row.after[code] ?? ''))
    .map(({ title }) => title[ctx.lang])
  return titles.length === 0 ? [] : [`${shownKey(table, row.key)} («${titles.join('», «')}»)`]
}

/** The key as whoever reads it knows it: of a person it is stored as nobody would write it. */
const shownKey = <T>(table: Table<T>, key: string): string =>
  table.columns.find(({ code }) => code === table.key)!.kind.show(key)

const refusal = <T>(ctx: Ctx<T>, code: string, text: Text, rows: readonly string[]): Problem => {
  const more = rows.length > mostNamed ? words.more[ctx.lang].replace('{n}', String(rows.length - mostNamed)) : ''
  return new Problem(code, text, { kind: 'conflict', params: { rows: rows.slice(0, mostNamed).join(', ') + more } })
}

/** Imports of a table that can be undone, and those that were: `TableImport` of the graph. */
export async function tableImports<T>(ctx: Ctx<T>, table: Pick<Table<T>, 'name'>) {
  const kept = await ctx.db.transaction((tx) => ctx.use(Tables).list(tx, table.name))
  return kept.map((one: KeptImport) => ({ ...one, until: new Date(one.at.getTime() + undoDays * 86_400_000) }))
}
