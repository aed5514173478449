import pg from 'pg'
import pino from 'pino'
import appeals from '@vmeste/appeals'
import { civicPlugin } from '@vmeste/civic'
import { createHost, type Host } from '@vmeste/host'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'

export const secret = 'a secret for the bench only, thirty-two bytes and more'
export const origin = 'http://localhost'

export interface GraphRequest {
  readonly query: string
  readonly variables: Record<string, unknown>
}
export interface Requests {
  readonly list: GraphRequest
  readonly submit: GraphRequest
  readonly token: string
}
export interface PreparedCity {
  readonly env: Record<string, string>
  readonly requests: Requests
  readonly adminToken: string
}

const list = `query List { reports(first: 20) { nodes { id number status publicStatus createdAt updatedAt topic { title } place { address } nextDue supporters } endCursor hasNext } }`
const submit = `mutation Submit($input: SubmitReportInput!) { submitReport(input: $input) { __typename ... on SubmittedReport { number secret due } ... on InvalidInput { code } ... on RateLimited { code } ... on DuplicateSuspected { code } } }`

/** One city with staff, a directory and as many reports as asked for. */
export async function prepareCity({
  databaseUrl,
  folder,
  reports,
}: {
  databaseUrl: string
  folder: string
  reports: number
}): Promise<PreparedCity> {
  const host = await createHost({
    databaseUrl,
    secret,
    origin,
    dataFolder: folder,
    civic: civicPlugin(),
    modules: [appeals],
    units: [identityUnit],
    identity: embeddedIdentity({ mail: async () => undefined, demonstrationAccounts: [] }),
    logger: pino({ level: 'error' }),
  })
  const city = await host.createCity(
    {
      slug: 'bench',
      name: { ru: 'Мера', be: 'Мера', en: 'Bench' },
      numberPrefix: 'МЕ',
      centre: { lat: 53.9, lon: 27.5 },
    },
    ['appeals'],
  )
  const token = await tokenFor(host, 'operator')
  const adminToken = await tokenFor(host, 'city-admin')
  const first = await host.graphs
    .for(host.store.get(city.id)!)
    .graph.execute(
      submit,
      { variables: { input: { ...submitInput(), submissionKey: crypto.randomUUID() } } },
      host.scopeFor(city.id, { kind: 'guest', device: 'bench-device-0001' }, 'ru'),
    )
  if (first.errors) throw new Error(`the bench cannot submit: ${JSON.stringify(first)}`)
  await host.events.idle()
  await host.stop()
  await multiply(databaseUrl, reports)
  return {
    env: { BENCH_DATABASE: databaseUrl, BENCH_FOLDER: folder },
    requests: {
      list: { query: list, variables: {} },
      submit: { query: submit, variables: { input: submitInput() } },
      token,
    },
    adminToken,
  }
}

async function tokenFor(host: Host, role: string): Promise<string> {
  const username = `${role}.bench`
  await host.identity!.users.create({
    username,
    givenName: 'Bench',
    password: 'a bench password',
    demonstration: true,
    realmRoles: ['citizen'],
    cityRoles: [{ city: 'bench', role }],
  })
  return host.identity!.issueToken!(username)
}

const submitInput = () => ({
  topic: 'ROAD.HOLE',
  place: { address: 'ул. Советская, 12' },
  text: 'Яма у перехода, в дождь не видно.',
  anywayNew: true,
})

/** A million times the one real report, spread over three years; as the owner, who is past row-level security. */
async function multiply(databaseUrl: string, reports: number): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  console.log(`  … ${new Intl.NumberFormat('en').format(reports)} reports`)
  const { rows } = await owner.query<{ column: string }>(
    `select column_name as column from information_schema.columns where table_schema = 'appeals'
      and table_name = 'report' order by ordinal_position`,
  )
  const changed: Record<string, string> = {
    id: `lpad(to_hex(i), 8, '0')::text || substr(gen_random_uuid()::text, 9)`,
    number: `'МЕ-С-2024-' || lpad(i::text, 7, '0')`,
    submission_hash: `md5('s' || i)`,
    tracking_hash: `md5('t' || i)`,
    actor_hash: `md5('a' || (i % 200000))`,
    status: `case when i % 40 = 0 then 'ROUTED' else 'CLOSED' end`,
    created_at: `now() - make_interval(secs => i * 95)`,
    updated_at: `now() - make_interval(secs => i * 95)`,
    next_due: `case when i % 40 = 0 then now() + make_interval(secs => i % 700000) else 'infinity' end`,
    address: `'ул. Советская, ' || i % 200`,
  }
  const values = rows.map(({ column }) =>
    changed[column] ? `(${changed[column]})::${column === 'id' ? 'uuid' : 'text'}` : `r.${column}`,
  )
  const typed = rows.map(({ column }, at) =>
    ['created_at', 'updated_at', 'next_due'].includes(column) ? `(${changed[column]})` : values[at],
  )
  await owner.query('set synchronous_commit = off')
  await owner.query(
    `insert into appeals.report (${rows.map(({ column }) => column).join(', ')}) select ${typed.join(', ')}
      from (select * from appeals.report limit 1) r, generate_series(1, ${Math.max(0, Math.floor(reports) - 1)}) i`,
  )
  await owner.query('vacuum analyze appeals.report')
  await owner.end()
}
