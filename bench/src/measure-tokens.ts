import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import pino from 'pino'
import { createKeycloakIdentity } from '@vmeste/host/keycloak-identity'
import type { IdentityPort } from '@vmeste/host/identity'
import { cpuSeconds } from './cpu-seconds.ts'
import { turn } from './measure-rates.ts'
import { median } from './median.ts'
import type { PreparedCity } from './prepare-city.ts'
import type { Server } from './start-server.ts'

/**
 * Checks a second of one core's time, and what one costs beside a list request: in processor time, so that neighbours
 * on the machine do not count.
 */
export interface TokenCost {
  readonly cached: number
  readonly uncached: number
  readonly listMicroseconds: number
  readonly share: number
}

const people = 2_000
const rounds = 5
const checksFromCache = 400_000

/**
 * What the check of a token costs the host, remembered and seen for the first time, as a share of what the whole list
 * request costs it.
 */
export async function measureTokens(vmeste: Server, city: PreparedCity, seconds: number): Promise<TokenCost> {
  const { cached, uncached } = await measureChecks(city.env['BENCH_DATABASE']!)
  await turn(vmeste, 'trusted', 'list', city.requests, 3) // warm
  const before = await cpuSeconds(vmeste.pid)
  const { perSecond } = await turn(vmeste, 'trusted', 'list', city.requests, seconds)
  const list = ((await cpuSeconds(vmeste.pid)) - before) / (perSecond * seconds)
  return { cached, uncached, listMicroseconds: list * 1e6, share: 1 / cached / list }
}

/**
 * Tokens of two thousand people by the key of a provider that is asked over HTTP, as a host with a Keycloak checks
 * them.
 */
export async function measureChecks(databaseUrl: string): Promise<Pick<TokenCost, 'cached' | 'uncached'>> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwks = JSON.stringify({
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench', use: 'sig', alg: 'RS256' }],
  })
  const server = createServer((_req, res) => {
    res.setHeader('content-type', 'application/json').end(jwks)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const tokens = Array.from({ length: people }, (_, at) => Buffer.from(tokenOf(privateKey, url, at)))
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  const uncached: number[] = [],
    cached: number[] = []
  for (let round = 0; round < rounds; round++) {
    const identity = await createKeycloakIdentity({
      url,
      realm: 'vmeste',
      clientId: 'portal',
      gatewaySecret: 'not needed by this bench',
      portal: url,
      pool,
      logger: pino({ level: 'error' }),
    })
    await identity.verify(tokenOf(privateKey, url, -1)) // the keys are here
    uncached.push(await checksASecond(identity, tokens, tokens.length))
    cached.push(await checksASecond(identity, tokens, checksFromCache))
    await identity.stop()
  }
  server.close()
  await pool.end()
  return { cached: median(cached), uncached: median(uncached) }
}

/** Each check gets a string of its own, as from a request: one that was looked up before would bring its hash along. */
async function checksASecond(identity: IdentityPort, tokens: readonly Buffer[], times: number): Promise<number> {
  const from = process.cpuUsage()
  for (let at = 0; at < times; at++) await identity.verify(tokens[at % tokens.length]!.toString('latin1'))
  const { user, system } = process.cpuUsage(from)
  return times / ((user + system) / 1e6)
}

function tokenOf(key: KeyObject, url: string, at: number): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: `${url}/realms/vmeste`,
    sub: `person-${at}`,
    aud: ['gateway', 'account'],
    azp: 'portal',
    typ: 'Bearer',
    sid: `session-${at}`,
    iat: now - 1,
    exp: now + 3600,
    preferred_username: `person-${at}`,
    name: 'Ольга Ковалёва',
    email: `person-${at}@example.test`,
    identity_assurance: 'PHONE',
    realm_access: { roles: ['citizen'] },
    organization: { bench: { id: 'bench', resource_access: { gateway: { roles: ['operator'] } } } },
  }
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: 'bench' })}.${part(claims)}`
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`
}
