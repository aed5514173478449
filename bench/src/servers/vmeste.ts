import { writeFile } from 'node:fs/promises'
import pg from 'pg'
import pino from 'pino'
import appeals from '@vmeste/appeals'
import { civicPlugin } from '@vmeste/civic'
import { createHost } from '@vmeste/host'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import { origin, secret, type GraphRequest, type Requests } from '../prepare-city.ts'
import { spareModule } from '../spare-module.ts'
import { trustedId } from '../trusted-id.ts'

/** The platform itself, through everything: token, city, row-level security, limits, outbox. */
const host = await createHost({
  databaseUrl: process.env['BENCH_DATABASE']!,
  secret,
  origin,
  dataFolder: process.env['BENCH_FOLDER']!,
  civic: civicPlugin(),
  modules: [appeals, spareModule(1)],
  units: [identityUnit],
  identity: embeddedIdentity({ mail: async () => undefined, demonstrationAccounts: [] }),
  logger: pino({ level: 'error' }),
})
const port = await host.listen(0)
process.send!({ port })

process.on('message', (message: { capture: Requests; file: string }) => {
  void capture(message.capture, message.file)
})
process.on('SIGTERM', () => {
  void host.stop().then(() => process.exit(0))
})

async function capture({ list, submit, token }: Requests, file: string): Promise<void> {
  for (const request of [list, submit])
    host.trusted.add(trustedId(request.query), { name: 'Bench', kind: 'query', document: request.query })
  const statements = { list: await statementsOf(list, token), submit: await statementsOf(withKey(submit), token) }
  await writeFile(file, JSON.stringify(statements))
  process.send!({ captured: true })
}

const withKey = (request: GraphRequest): GraphRequest => ({
  ...request,
  variables: { input: { ...(request.variables['input'] as object), submissionKey: crypto.randomUUID() } },
})

/** What one request sends to the database, once everything that is remembered is remembered. */
async function statementsOf(request: GraphRequest, token: string): Promise<{ text: string; values: unknown[] }[]> {
  const ask = async (): Promise<void> => {
    const one = 'input' in request.variables ? withKey(request) : request
    const reply = await fetch(`http://127.0.0.1:${port}/c/bench/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-device': crypto.randomUUID(),
        'x-forwarded-for': `10.9.${Math.floor(Math.random() * 255)}.7`,
        ...('input' in request.variables ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ id: trustedId(one.query), variables: one.variables }),
    })
    const text = await reply.text()
    if (text.includes('"errors"') || text.includes('"code"')) throw new Error(text)
  }
  await ask()
  await host.events.idle()
  const seen: { text: string; values: unknown[] }[] = []
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = function (
    this: pg.Client & { connectionParameters?: { user?: string } },
    ...args: unknown[]
  ) {
    const [query, values] = args as [string | { text?: string; values?: unknown[] }, unknown[] | undefined]
    const text = typeof query === 'string' ? query : (query.text ?? '')
    if (String(this.user).endsWith('_appeals'))
      seen.push({ text, values: (typeof query === 'string' ? values : query.values) ?? [] })
    return original.apply(this, args as never) as never
  }
  await ask()
  pg.Client.prototype.query = original
  return seen
}
