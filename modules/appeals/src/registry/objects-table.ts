import { choiceCell, codeCell, columnsOf, Directory, namesFilled, numberCell, textCell, yesNoCell } from '@vmeste/sdk'
import type { CellChoice, Cells, StoredRow, Table, Text } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import type { Tables } from '../storage/storage.ts'
import { listObjectTypes } from './object-types.ts'
import { columnWords, objectNotes } from './objects-table-words.ts'
import { codePattern } from './registry-input.ts'
import { upsertObjects } from './save-object.ts'

const stored = ['code', 'type', 'name', 'address', 'lat', 'lon', 'department', 'territory', 'active'] as const

/** The city's places as a table: what the page gives out, and takes in again. */
export async function objectsTable(ctx: AppealsCtx): Promise<Table<Tables>> {
  const directory = ctx.use(Directory)
  const [types, departments, territories, used] = await Promise.all([
    listObjectTypes(ctx),
    directory.departments(),
    directory.territories(),
    usedCodes(ctx),
  ])
  const { lang } = ctx
  const oneOf = (choices: readonly { code: string; title: Text }[], also: readonly (string | null)[]) =>
    choiceCell([...choices, ...closed(choices, also)], lang)
  const named = (all: readonly { code: string; name: Text }[]) => all.map(({ code, name }) => ({ code, title: name }))
  const kinds = {
    code: codeCell(codePattern, 'UZ-0047', new Set(used.map(({ code }) => code))),
    type: oneOf(
      types,
      used.map(({ type }) => type),
    ),
    name: textCell(200),
    name_be: textCell(200),
    name_en: textCell(200),
    address: textCell(300),
    lat: numberCell(-90, 90, 'COORDINATE'),
    lon: numberCell(-180, 180, 'COORDINATE'),
    department: oneOf(
      named(departments),
      used.map(({ department }) => department),
    ),
    territory: oneOf(
      named(territories),
      used.map(({ territory }) => territory),
    ),
    active: yesNoCell(lang),
  }
  const required = ['code', 'type', 'name', 'address'] as const
  return {
    name: 'appeals:QrObject',
    permission: 'appeals.registry',
    key: 'code',
    columns: columnsOf(kinds, columnWords, { required, lasting: ['active'] }),
    // a name of its own in another language is nobody's duty; a new place works
    fill: (cells) => ({ ...namesFilled(cells, 'name'), active: cells['active'] || 'true' }),
    check: (cells) =>
      Boolean(cells['lat']) === Boolean(cells['lon'])
        ? []
        : [{ column: cells['lat'] ? 'lon' : 'lat', fault: { fault: 'REQUIRED' } }],
    notes: objectNotes,
    read: readObjects,
    write: (tx, rows) =>
      upsertObjects(
        ctx,
        tx,
        rows.map(({ cells, kept }) => ({ ...rowOf(cells), updated_at: kept ? new Date(kept) : ctx.clock.now() })),
      ),
    remove: removeObjects,
  }
}

/** Codes that rows have and the city no longer does: they may stay. */
const closed = (choices: readonly CellChoice[], codes: readonly (string | null)[]): readonly CellChoice[] =>
  [...new Set(codes)].flatMap((code) =>
    code === null || choices.some((one) => one.code === code)
      ? []
      : [{ code, title: { ru: code, be: code, en: code } }],
  )

const usedCodes = (ctx: AppealsCtx) =>
  ctx.db.read.selectFrom('qr_object').select(['code', 'type', 'department', 'territory']).limit(20_000).execute()

async function readObjects(tx: AppealsTx, keys?: readonly string[]): Promise<ReadonlyMap<string, StoredRow>> {
  const all = tx.kysely
    .selectFrom('qr_object')
    .select([...stored, 'updated_at'])
    .orderBy('code')
    .limit(20_000)
  const rows = await (keys ? all.where(sql<boolean>`code = any(${[...keys]}::text[])`).forUpdate() : all).execute()
  return new Map(
    rows.map(({ name, lat, lon, active, updated_at, ...row }) => [
      row.code,
      {
        cells: {
          code: row.code,
          type: row.type,
          name: name.ru,
          name_be: name.be,
          name_en: name.en,
          address: row.address,
          lat: lat === null ? '' : String(lat),
          lon: lon === null ? '' : String(lon),
          department: row.department ?? '',
          territory: row.territory ?? '',
          active: String(active),
        },
        kept: updated_at.toISOString(),
      },
    ]),
  )
}

function rowOf(cells: Cells) {
  const cell = (column: string) => cells[column] ?? ''
  const number = (column: string) => (cell(column) === '' ? null : Number(cell(column)))
  return {
    code: cell('code'),
    type: cell('type'),
    name: { ru: cell('name'), be: cell('name_be'), en: cell('name_en') },
    address: cell('address'),
    lat: number('lat'),
    lon: number('lon'),
    department: cell('department') || null,
    territory: cell('territory') || null,
    active: cell('active') !== 'false',
  }
}

/** A place that somebody has reported stays. */
async function removeObjects(tx: AppealsTx, codes: readonly string[]): Promise<readonly string[]> {
  const used = await tx.kysely
    .selectFrom('report')
    .select('object')
    .distinct()
    .where(sql<boolean>`object = any(${[...codes]}::text[])`)
    .execute()
  if (used.length > 0) return used.flatMap(({ object }) => object ?? [])
  await tx.kysely
    .deleteFrom('qr_object')
    .where(sql<boolean>`code = any(${[...codes]}::text[])`)
    .execute()
  return []
}
