import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { adminApi } from '@vmeste/host/keycloak-identity'
import { VmesteError, z } from '@vmeste/sdk'
import { mailServer, type MailServer } from './mail-server.ts'
import { setUpRealm } from './set-up-realm.ts'
import { startKeycloak, type RunningKeycloak } from './start-keycloak.ts'

const usage = `node deploy/keycloak/main.ts run [--port 8180] [--portal http://localhost:3000]
  a Keycloak for trying out, with the realm, until Ctrl+C
node deploy/keycloak/main.ts set-up --url https://id.example.by --portal https://vmeste.example.by [--host http://vmeste:3000]
  the realm in a Keycloak that runs; environment: KEYCLOAK_ADMIN, KEYCLOAK_ADMIN_PASSWORD, VMESTE_KEYCLOAK_SECRET
  --host: the host as Keycloak reaches it, where that is not the portal's address; there it tells of sign-outs
either takes the mail server of Keycloak's letters from VMESTE_SMTP and VMESTE_MAIL_FROM; without one nobody can register`

const options = {
  port: { type: 'string' },
  portal: { type: 'string' },
  url: { type: 'string' },
  host: { type: 'string' },
} as const
const origin = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))

async function run(port: number | undefined, portal: string): Promise<void> {
  const gatewaySecret = randomBytes(24).toString('base64url')
  const stopping = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve()
      })
  })
  console.log('Starting Keycloak: a minute or two the first time …')
  const keycloak = await startKeycloak({ ...(port === undefined ? {} : { port }) })
  try {
    await setUpRealm(keycloak.admin, { portal, gatewaySecret, ...mail() })
    console.log(table(keycloak, portal, gatewaySecret))
    await stopping
  } finally {
    await keycloak.stop()
  }
}

const table = (
  { url, administrator: { username, password } }: RunningKeycloak,
  portal: string,
  secret: string,
): string => `
Keycloak is ready
  Console   ${url}/admin/   ${username} / ${password}
  Host      VMESTE_KEYCLOAK_URL=${url} VMESTE_KEYCLOAK_SECRET=${secret} npm start   (listens where --portal says: ${portal})
`

/** The mail server of the environment, as the host reads it too. */
function mail(): { mail?: MailServer } {
  const { VMESTE_SMTP: url, VMESTE_MAIL_FROM: from } = process.env
  return url ? { mail: mailServer(z.url({ protocol: /^smtps?$/ }).parse(url), from || 'no-reply@localhost') } : {}
}

async function setUp(url: string, portal: string, host = portal): Promise<void> {
  const {
    KEYCLOAK_ADMIN: username,
    KEYCLOAK_ADMIN_PASSWORD: password,
    VMESTE_KEYCLOAK_SECRET: gatewaySecret,
  } = process.env
  if (!username || !password || !gatewaySecret)
    throw new VmesteError(
      'VMESTE_KEYCLOAK_REALM',
      `set-up needs KEYCLOAK_ADMIN, KEYCLOAK_ADMIN_PASSWORD and VMESTE_KEYCLOAK_SECRET\n${usage}`,
    )
  await setUpRealm(
    adminApi({
      url,
      realm: 'master',
      form: { grant_type: 'password', client_id: 'admin-cli', username, password },
      timeoutMs: 60_000,
    }),
    { portal, gatewaySecret, host, ...mail() },
  )
  console.log(`The realm is set up at ${url}/realms/vmeste, for the portal at ${portal}.`)
}

try {
  const {
    values,
    positionals: [command],
  } = parseArgs({ options, allowPositionals: true })
  if (command === 'run')
    await run(
      values.port === undefined ? undefined : z.coerce.number().int().min(1).max(65_535).parse(values.port),
      origin.parse(values.portal ?? 'http://localhost:3000'),
    )
  else if (command === 'set-up' && values.url && values.portal)
    await setUp(origin.parse(values.url), origin.parse(values.portal), origin.optional().parse(values.host))
  else throw new Error(usage)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
