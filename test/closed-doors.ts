import pg from 'pg'
import { TestVisitor } from '../core/host/test/doubles/visitor.ts'

/**
 * What a stranger gets who tries every way in as the invented people, and every page that could show a letter of
 * somebody real.
 */
export interface Tried {
  /** Whether the sign-in page offers anybody without a password. */
  readonly offered: boolean
  /** Statuses: password of the repository, one click, a new password for them. */
  readonly invented: readonly number[]
  /** Statuses of the pages of letters for somebody real, and whether any of them showed a link. */
  readonly letters: readonly number[]
  readonly shown: boolean
}

/**
 * @param at where the host listens
 * @param origin its public address: all links and forms are made from it, so what leads there is led back to `at`
 */
export async function tryTheDoors(
  at: string,
  origin: string,
  { invented, password, real }: { invented: string; password: string; real: string },
): Promise<Tried> {
  const somebody = new TestVisitor(at, '198.51.100.7', { portal: origin })
  const { address, page } = await somebody.open()
  const pages: string[] = []
  const post = async (fields: Record<string, string>, where: string): Promise<number> => {
    const reply = await somebody.post(page, fields, `${address}/${where}`)
    pages.push(await reply.text())
    return reply.status
  }
  return {
    offered: page.includes(`value="${invented}"`),
    invented: [
      await post({ username: invented, password }, 'login'),
      await post({ username: invented }, 'demonstration'),
      await post({ username: invented }, 'forgotten'),
    ],
    letters: [await post({ username: real }, 'forgotten'), await post({ email: 'newcomer@mail.by' }, 'registration')],
    shown: pages.some((text) => /key=|new-password|new-account/.test(text)),
  }
}

/** Rows of the demonstration's cities and people in every table of a database, as its superuser sees them. */
export async function rowsOfDemonstration(
  superuser: string,
  slugs: readonly string[],
  cities: readonly number[],
  people: readonly string[],
): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: superuser })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string; numeric: boolean }>(
      `select format('%I.%I', t.schemaname, t.tablename) as name, exists (select from information_schema.columns c
        where c.table_schema = t.schemaname and c.table_name = t.tablename and c.column_name = 'city'
        and c.data_type = 'integer') as numeric
       from pg_tables t where t.schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    )
    const found: Record<string, number> = {}
    for (const { name, numeric } of tables) {
      const {
        rows: [row],
      } = await client.query<{ n: number }>(
        `select count(*)::int as n from ${name} t where to_jsonb(t)::text ~ $1 or ($2::int[] is not null
          and ${numeric ? 't.city = any($2)' : 'false'})`,
        [[...slugs.map((slug) => `"${slug}"`), ...people].join('|'), cities],
      )
      if (row!.n > 0) found[name] = row!.n
    }
    return found
  } finally {
    await client.end()
  }
}
