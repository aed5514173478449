import {
  choiceCell,
  codeCell,
  columnsOf,
  Directory,
  namesFilled,
  textCell,
  yesNoCell,
  type Ctx,
  type Topic,
} from '@vmeste/sdk'
import type { CellChoice, Cells, CityTransaction, StoredRow, Table, TableColumn, WrittenRow } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { codesNamed } from '../tables/leaning-modules.ts'
import { phoneCell, phoneStored } from '../tables/phone-cell.ts'
import { CityTopics, mostOwnTopics } from './city-topics.ts'
import { always, topicChanged, topicCode, topicFaults } from './set-topic.ts'
import { withinBounds } from './topic-bounds.ts'
import { withVersions } from './topic-versions.ts'
import { shippedBranches, shippedTopics } from './shipped-topics.ts'
import { termCell } from './term-cell.ts'
import type { TopicTables } from './topic.entity.ts'

type TopicsTransaction = CityTransaction<TopicTables>
const words = (
  ru: string,
  be: string,
  en: string,
  ...also: readonly string[]
): Pick<TableColumn, 'title' | 'also'> => ({ title: { ru, be, en }, also })
const columnWords = {
  code: words('Код', 'Код', 'Code', 'Код темы'),
  title: words('Название', 'Назва', 'Name', 'Тема', 'Тэма', 'Название по-русски', 'title_ru'),
  title_be: words('Название по-белорусски', 'Назва па-беларуску', 'Name in Belarusian'),
  title_en: words('Название по-английски', 'Назва па-англійску', 'Name in English'),
  parent: words('Раздел', 'Раздзел', 'Branch', 'Раздел темы'),
  department: words('Служба', 'Служба', 'Department', 'Код службы'),
  make_safe: words('Обезопасить за', 'Зрабіць бяспечным за', 'Made safe within', 'Обезопасить', 'makeSafe'),
  fix: words('Устранить за', 'Выправіць за', 'Fixed within', 'Устранить', 'Срок', 'Тэрмін'),
  call_first: words('Сначала позвонить', 'Спачатку патэлефанаваць', 'Call first', 'callFirst'),
  offered: words('Предлагать', 'Прапаноўваць', 'Offered', 'Работает'),
}
const required = ['code', 'title', 'department'] as const
/** Of a topic as it came: an undo takes the city's row away again. */
const shipped = 'shipped'

/** The city's topics as a table: those that came with the platform, changed or not, those it added, and the hidden. */
export async function topicsTable(ctx: Ctx<TopicTables>): Promise<Table<TopicTables>> {
  const { lang, city } = ctx
  const [departments, own] = await Promise.all([
    ctx.use(Directory).departments(),
    ctx.db.read.selectFrom('topic').select(['code', 'department']).limit(mostOwnTopics).execute(),
  ])
  const kinds = {
    code: codeCell(topicCode, 'YARD.PLAY', new Set([...shippedTopics, ...own].map(({ code }) => code))),
    title: textCell(100),
    title_be: textCell(100),
    title_en: textCell(100),
    parent: choiceCell(shippedBranches, lang),
    department: choiceCell(
      withUsed(
        departments.map(({ code, name }) => ({ code, title: name })),
        [...shippedTopics, ...own].map(({ department }) => department),
      ),
      lang,
    ),
    make_safe: termCell(lang),
    fix: termCell(lang),
    call_first: phoneCell(city.country),
    offered: yesNoCell(lang),
  }
  return {
    name: 'civic:Topic',
    permission: 'civic.topic.change',
    key: 'code',
    columns: columnsOf(kinds, columnWords, { required, lasting: ['offered'] }),
    // a name of its own in another language is nobody's duty
    fill: (cells) => ({ ...namesFilled(cells, 'title'), offered: cells['offered'] || 'true' }),
    check: ({ code, offered }) =>
      code === always && offered === 'false'
        ? [{ column: 'offered', fault: { fault: { code: 'ALWAYS_OFFERED', text: topicFaults.ALWAYS_OFFERED } } }]
        : [],
    notes: (rows) => hiddenNote(rows),
    read: (tx, keys) => readTopics(tx, city.country, keys),
    write: (tx, rows) => writeTopics(ctx, tx, rows),
    remove: (tx, codes) => removeTopics(ctx, tx, codes),
  }
}

/** Codes of departments that topics name and the city has not, or no longer: they may stay. */
const withUsed = (choices: readonly CellChoice[], codes: readonly string[]): readonly CellChoice[] => [
  ...choices,
  ...[...new Set(codes)]
    .filter((code) => !choices.some((one) => one.code === code))
    .map((code) => ({ code, title: { ru: code, be: code, en: code } })),
]

/** What is hidden stays so: said before somebody wonders. */
const hiddenNote = (rows: readonly { readonly before: Cells; readonly after: Cells }[]) => {
  const n = rows.filter(({ before, after }) => before['offered'] === 'false' && after['offered'] === 'false').length
  return n === 0
    ? []
    : [
        {
          ru: `Скрыты и останутся такими: ${n}. Вернуть их можно столбцом «Предлагать».`,
          be: `Схаваны і застануцца такімі: ${n}. Вярнуць іх можна слупком «Прапаноўваць».`,
          en: `Hidden, and staying so: ${n}. The column “Offered” brings them back.`,
        },
      ]
}

const among = (codes: readonly string[]) => sql<boolean>`code = any(${[...codes]}::text[])`

async function readTopics(
  tx: TopicsTransaction,
  country: string,
  keys?: readonly string[],
): Promise<ReadonlyMap<string, StoredRow>> {
  const all = tx.kysely
    .selectFrom('topic')
    .select(['code', 'parent', 'title', 'department', 'make_safe', 'fix', 'call_first', 'hidden'])
    .orderBy('code')
    .limit(mostOwnTopics)
  const own = await (keys ? all.where(among(keys)).forUpdate() : all).execute()
  const wanted = keys && new Set(keys)
  const rows = new Map<string, StoredRow>()
  for (const topic of shippedTopics)
    if (wanted?.has(topic.code) ?? true) rows.set(topic.code, { cells: shippedCells(topic), kept: shipped })
  for (const { code, title, parent, department, make_safe, fix, call_first, hidden } of own)
    rows.set(code, {
      cells: {
        ...{ code, title: title.ru, title_be: title.be, title_en: title.en, parent: parent ?? '', department },
        ...{ make_safe: make_safe ?? '', fix: fix ?? '', call_first: phoneStored(call_first, country) },
        offered: String(!hidden),
      },
    })
  return rows
}

const shippedCells = ({ code, title, parent, department, makeSafe, fix, callFirst }: Topic): Cells => ({
  ...{ code, title: title.ru, title_be: title.be, title_en: title.en, parent: parent ?? '', department },
  ...{ make_safe: makeSafe ?? '', fix: fix ?? '', call_first: callFirst ?? '', offered: 'true' },
})

async function writeTopics(ctx: Ctx<TopicTables>, tx: TopicsTransaction, rows: readonly WrittenRow[]): Promise<void> {
  await withVersions(
    ctx,
    tx,
    rows.map(({ key }) => key),
    () => storeTopics(ctx, tx, rows),
  )
  await withinBounds(tx)
  for (const { key, cells } of rows) note(tx, key, cells['offered'] === 'false')
}

async function storeTopics(ctx: Ctx<TopicTables>, tx: TopicsTransaction, rows: readonly WrittenRow[]): Promise<void> {
  const asTheyCame = rows.filter(({ kept }) => kept === shipped).map(({ key }) => key)
  if (asTheyCame.length > 0) await tx.kysely.deleteFrom('topic').where(among(asTheyCame)).execute()
  const changed = rows.filter(({ kept }) => kept !== shipped)
  // who changed it last is whoever imports, or takes an import back
  const last = { changed_at: ctx.clock.now(), changed_by: ctx.person().key }
  for (let at = 0; at < changed.length; at += 500)
    await tx.kysely
      .insertInto('topic')
      .values(changed.slice(at, at + 500).map(({ key, cells }) => ({ code: key, ...topicRow(cells), ...last })))
      .onConflict((conflict) =>
        conflict
          .constraint('topic_pkey')
          .doUpdateSet((eb) =>
            Object.fromEntries(
              [
                ...(['parent', 'title', 'department', 'make_safe', 'fix', 'call_first'] as const),
                ...(['hidden', 'changed_at', 'changed_by'] as const),
              ].map((column) => [column, eb.ref(`excluded.${column}`)]),
            ),
          ),
      )
      .execute()
}

const topicRow = (cells: Cells) => ({
  parent: cells['parent'] || null,
  title: JSON.stringify({ ru: cells['title'], be: cells['title_be'], en: cells['title_en'] }),
  department: cells['department'] ?? '',
  make_safe: cells['make_safe'] || null,
  fix: cells['fix'] || null,
  call_first: cells['call_first'] || null,
  hidden: cells['offered'] === 'false',
})

/** Told as any change of a topic. */
function note(tx: TopicsTransaction, code: string, hidden: boolean): void {
  const subject = `civic:Topic:${code}`
  tx.emit({ type: topicChanged, subject, data: { code, hidden } })
  tx.audit({ action: 'civic.topic.change', subject })
}

/** Topics that an import has added go with it, unless something is about them. */
async function removeTopics(
  ctx: Ctx<TopicTables>,
  tx: TopicsTransaction,
  codes: readonly string[],
): Promise<readonly string[]> {
  const { topics } = await codesNamed(ctx, { departments: [], topics: codes })
  if (topics.length > 0) return [...new Set(topics)]
  await withVersions(ctx, tx, codes, async () => {
    await tx.kysely.deleteFrom('topic').where(among(codes)).execute()
  })
  for (const code of codes) note(tx, code, true)
  return []
}

/** What a table has changed is seen at once on this host. */
export async function seen<T>(ctx: Ctx<TopicTables>, change: Promise<T>): Promise<T> {
  const done = await change
  ctx.use(CityTopics).forget()
  return done
}
