import { choiceCell, codeCell, columnsOf, namesFilled, textCell, yesNoCell } from '@vmeste/sdk'
import type { CellChoice, CellFault, Cells, StoredRow, Table, Text, WrittenRow } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { RatingsCtx, RatingsTx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { mostObjects, registerOf, type Register } from '../rated/register.ts'
import type { Tables } from '../storage/storage.ts'

const words = (ru: string, be: string, en: string, ...also: readonly string[]) => ({ title: { ru, be, en }, also })
const columnWords = {
  code: words('Код', 'Код', 'Code'),
  title: words('Название', 'Назва', 'Name', 'Наименование', 'Услуга', 'title_ru'),
  title_be: words('Название по-белорусски', 'Назва па-беларуску', 'Name in Belarusian'),
  title_en: words('Название по-английски', 'Назва па-англійску', 'Name in English'),
  parent: words('К чему относится', 'Да чаго адносіцца', 'Belongs to', 'Организация', 'Служба'),
  active: words('Оценивать', 'Ацэньваць', 'Rated'),
}
/** What a code of the register looks like. */
export const registerCode = /^(ORG\.)?[A-Z][A-Z0-9-]{1,39}$/

const nowhere: CellFault = {
  fault: {
    code: 'PARENT',
    text: {
      ru: 'услуга относится к организации или службе, и не к себе самой',
      be: 'паслуга адносіцца да арганізацыі або службы, і не да сябе самой',
      en: 'a service belongs to an organisation or department, and not to itself',
    },
  },
}

/** What the city has entered or renamed, as a table. What the directory brings by itself stands in none. */
export async function registerTable(ctx: RatingsCtx): Promise<Table<Tables>> {
  const { lang } = ctx
  const register = await registerOf(ctx)
  const all = [...register.byCode.values()]
  const used = new Set(all.map(({ parent }) => parent))
  const parents: readonly CellChoice[] = all.filter(({ code, kind }) => kind !== 'SERVICE' || used.has(code))
  const kinds = {
    code: codeCell(registerCode, 'PASSPORT', new Set(register.byCode.keys())),
    title: textCell(200),
    title_be: textCell(200),
    title_en: textCell(200),
    parent: choiceCell(parents, lang),
    active: yesNoCell(lang),
  }
  return {
    name: 'ratings:RatedObject',
    permission: 'ratings.registry',
    key: 'code',
    columns: columnsOf(kinds, columnWords, { required: ['code', 'title'], lasting: ['active'] }),
    fill: (cells) => ({
      ...namesFilled(cells, 'title'),
      active: cells['active'] || 'true',
      // what the directory brings keeps its place in it
      ...(inDirectory(register, cells['code'] ?? '') && {
        parent: register.byCode.get(cells['code'] ?? '')?.parent ?? '',
      }),
    }),
    check: ({ code = '', parent = '' }) =>
      inDirectory(register, code) || (parent !== '' && !register.below(code).includes(parent))
        ? []
        : [{ column: 'parent', fault: nowhere }],
    read: readRegister,
    write: (tx, rows) => writeRegister(ctx, tx, register, rows),
    remove: removeObjects,
  }
}

const inDirectory = (register: Register, code: string): boolean => {
  const known = register.byCode.get(code)
  return known !== undefined && known.kind !== 'SERVICE'
}

async function readRegister(tx: RatingsTx, keys?: readonly string[]): Promise<ReadonlyMap<string, StoredRow>> {
  const all = tx.kysely
    .selectFrom('object')
    .select(['code', 'title', 'parent', 'active', 'updated_at'])
    .orderBy('code')
    .limit(mostObjects)
  const rows = await (keys ? all.where(sql<boolean>`code = any(${[...keys]}::text[])`).forUpdate() : all).execute()
  return new Map(
    rows.map(({ code, title, parent, active, updated_at }) => [
      code,
      { cells: cellsOf(code, title, parent, active), kept: updated_at.toISOString() },
    ]),
  )
}
const cellsOf = (code: string, { ru, be, en }: Text, parent: string | null, active: boolean): Cells => ({
  ...{ code, title: ru, title_be: be, title_en: en },
  parent: parent ?? '',
  active: String(active),
})

async function writeRegister(
  ctx: RatingsCtx,
  tx: RatingsTx,
  register: Register,
  rows: readonly WrittenRow[],
): Promise<void> {
  const now = ctx.clock.now()
  const codes = new Set([...register.byCode.keys(), ...rows.map(({ key }) => key)])
  if (codes.size > mostObjects) throw problems.registerFull(mostObjects)
  for (let at = 0; at < rows.length; at += 500)
    await tx.kysely
      .insertInto('object')
      .values(
        rows.slice(at, at + 500).map(({ key, cells, kept }) => {
          const known = register.byCode.get(key)
          const fixed = inDirectory(register, key) ? known : undefined
          const title = { ru: cells['title'], be: cells['title_be'], en: cells['title_en'] }
          const parent = fixed ? fixed.parent : cells['parent'] || null
          return {
            code: key,
            kind: known?.kind ?? ('SERVICE' as const),
            title: JSON.stringify(title) as unknown as Text,
            parent,
            department: fixed ? fixed.department : (register.byCode.get(parent ?? '')?.department ?? null),
            active: cells['active'] !== 'false',
            created_at: now,
            updated_at: kept === undefined ? now : new Date(kept),
          }
        }),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['city', 'code'])
          .doUpdateSet((eb) =>
            Object.fromEntries(
              (['kind', 'title', 'parent', 'department', 'active', 'updated_at'] as const).map((column) => [
                column,
                eb.ref(`excluded.${column}`),
              ]),
            ),
          ),
      )
      .execute()
}

/** What somebody has rated, or was asked to, stays. */
async function removeObjects(tx: RatingsTx, codes: readonly string[]): Promise<readonly string[]> {
  const among = sql<boolean>`object = any(${[...codes]}::text[])`
  const [rated, invited, above] = await Promise.all([
    tx.kysely.selectFrom('rating').select('object').distinct().where(among).execute(),
    tx.kysely.selectFrom('invitation').select('object').distinct().where(among).execute(),
    tx.kysely
      .selectFrom('object')
      .select('parent as object')
      .distinct()
      .where(sql<boolean>`parent = any(${[...codes]}::text[]) and not code = any(${[...codes]}::text[])`)
      .execute(),
  ])
  const used = new Set([...rated, ...invited, ...above].flatMap(({ object }) => object ?? []))
  if (used.size === 0)
    await tx.kysely
      .deleteFrom('object')
      .where(sql<boolean>`code = any(${[...codes]}::text[])`)
      .execute()
  return [...used]
}
