import pg from 'pg'

export interface Town {
  readonly ownerUrl: string
  /** As a superuser, who sees everything. */
  ask<Row>(text: string, values?: unknown[]): Promise<Row[]>
  /** On a connection of its own; rows of the last statement. */
  as(url: string, text: string): Promise<Record<string, unknown>[]>
  drop(): Promise<void>
}

/** A database as `docs/operations.md` has it made: its owner may create roles and nothing else. */
export async function makeTown(superuser: string): Promise<Town> {
  const name = `town_${crypto.randomUUID().slice(0, 8)}`
  const above = new pg.Client({ connectionString: superuser })
  await above.connect()
  await above.query(`create role ${name} login createrole password 'plain'`)
  await above.query(`create database ${name} owner ${name} template template0`)
  const [ownerUrl, insideUrl] = [new URL(superuser), new URL(superuser)]
  Object.assign(ownerUrl, { username: name, password: 'plain', pathname: `/${name}` })
  insideUrl.pathname = `/${name}`
  const inside = new pg.Client({ connectionString: insideUrl.href })
  await inside.connect()
  return {
    ownerUrl: ownerUrl.href,
    ask: async <Row>(text: string, values?: unknown[]) => (await inside.query(text, values)).rows as Row[],
    as: async (url, text) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      try {
        return [await client.query(text)].flat().at(-1)!.rows as Record<string, unknown>[]
      } finally {
        await client.end()
      }
    },
    drop: async () => {
      await inside.end()
      await above.query(`drop database ${name} with (force)`)
      const { rows } = await above.query<{ role: string }>(
        `select quote_ident(rolname) as role from pg_roles where rolname like $1`,
        [`vmeste\\_${name.replaceAll('_', '\\_')}\\_%`],
      )
      for (const { role } of rows) await above.query(`drop role ${role}`)
      await above.query(`drop role ${name}`)
      await above.end()
    },
  }
}
