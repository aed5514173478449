import { resolve, sep } from 'node:path'
import { dayTime, targetAddress, type DayTime, type TargetAddress } from '@vmeste/host/backup-settings'
import type { KeycloakSettings } from '@vmeste/host/keycloak-identity'
import { z, VmesteError } from '@vmeste/sdk'
import { requireKnownVariables } from './known-variables.ts'
import { privateTargetsSchema } from './private-targets.ts'
import { proxiesSchema } from './proxies.ts'
import { brokersSchema } from './read-brokers.ts'
import { root } from './root.ts'

const schema = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    VMESTE_HOSTS: z
      .union(
        [z.literal('many').transform(() => 2), z.coerce.number().int().min(1).max(64)],
        'how many hosts share the database at most, 1 to 64; `many` is 2',
      )
      .default(1),
    VMESTE_URL: z.url({ protocol: /^https?$/ }).optional(),
    VMESTE_DATA: z.string().min(1).default('var/data'),
    VMESTE_SECRET: z.string().min(32, 'at least 32 characters').optional(),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
      .optional(),
    VMESTE_DEMO: z.enum(['on', 'off']).optional(),
    VMESTE_PROXIES: proxiesSchema.default(['loopback']),
    VMESTE_KEYCLOAK_URL: z.url({ protocol: /^https?$/ }).optional(),
    VMESTE_KEYCLOAK_INTERNAL_URL: z.url({ protocol: /^https?$/ }).optional(),
    VMESTE_KEYCLOAK_REALM: z
      .string()
      .regex(/^[\w-]{1,64}$/)
      .default('vmeste'),
    VMESTE_KEYCLOAK_CLIENT: z
      .string()
      .regex(/^[\w.-]{1,64}$/)
      .default('portal'),
    VMESTE_KEYCLOAK_SECRET: z.string().min(16, 'at least 16 characters').optional(),
    VMESTE_IDENTITY_HINTS: brokersSchema.optional(),
    VMESTE_SMTP: z.url({ protocol: /^smtps?$/ }).optional(),
    VMESTE_MAIL_FROM: z.string().optional(),
    VMESTE_IMAP: z.url({ protocol: /^imaps?$/ }).optional(),
    VMESTE_PRIVATE_TARGETS: privateTargetsSchema.optional(),
    VMESTE_METRICS_TOKEN: z
      .string()
      .regex(/^\S{16,200}$/, '16 characters or more, no spaces')
      .optional(),
    VMESTE_BASEMAP: z.string().optional(),
    VMESTE_BASEMAP_CREDIT: z.string().optional(),
    VMESTE_BACKUP: z.string().optional(),
    VMESTE_BACKUP_AT: z
      .string()
      .refine((text) => dayTime(text) !== undefined, 'a time of day, 03:00')
      .default('03:00'),
    VMESTE_BACKUP_PASSPHRASE: z.string().min(12, 'at least 12 characters').optional(),
    VMESTE_BACKUP_RECIPIENTS: z
      .string()
      .regex(/^\s*age1\w+(\s*,\s*age1\w+)*\s*$/, 'public keys of age, divided by commas: age1…')
      .optional(),
    VMESTE_UPDATES: z.string().min(1).max(500).optional(),
    VMESTE_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  })
  .superRefine((env, { addIssue }) => {
    if (env.VMESTE_BACKUP && !env.VMESTE_BACKUP_PASSPHRASE && !env.VMESTE_BACKUP_RECIPIENTS)
      addIssue({
        code: 'custom',
        path: ['VMESTE_BACKUP'],
        message:
          'a copy holds everything and is sealed: set VMESTE_BACKUP_PASSPHRASE, or VMESTE_BACKUP_RECIPIENTS to a public key (vmeste backup-key makes one)',
      })
    if (env.VMESTE_IDENTITY_HINTS && !env.VMESTE_KEYCLOAK_URL)
      addIssue({
        code: 'custom',
        path: ['VMESTE_IDENTITY_HINTS'],
        message:
          'the embedded provider leads to no other: set VMESTE_KEYCLOAK_URL to a Keycloak that does, or leave this out',
      })
    if (env.VMESTE_KEYCLOAK_URL && !env.VMESTE_KEYCLOAK_SECRET)
      addIssue({
        code: 'custom',
        path: ['VMESTE_KEYCLOAK_SECRET'],
        message: 'is needed with VMESTE_KEYCLOAK_URL: the secret of the client `gateway`',
      })
    if (env.VMESTE_KEYCLOAK_URL && env.VMESTE_DEMO === 'on')
      addIssue({
        code: 'custom',
        path: ['VMESTE_DEMO'],
        message: 'the demonstration signs in without passwords, which only the embedded provider does: set it to off',
      })
  })

/** What the operator sets; everything else is a row in the database. */
export interface Env {
  readonly port: number
  /** Public origin, without a slash at the end. */
  readonly origin: string
  readonly dataFolder: string
  readonly secret: string | undefined
  /** Hosts that share the database at most, one that is on its way in among them. */
  readonly hosts: number
  readonly databaseUrl: string | undefined
  /**
   * Whether there is a demonstration: by itself only for trying out, on the embedded database at `localhost`; anywhere
   * else only where it is asked for, because its password stands in this repository.
   */
  readonly demonstration: boolean
  /** Whose `X-Forwarded-For` is believed. */
  readonly proxies: readonly string[]
  /** A Keycloak that stands elsewhere; undefined with the embedded provider. */
  readonly keycloak: Omit<KeycloakSettings, 'mail'> | undefined
  readonly smtpUrl: string | undefined
  readonly mailFrom: string | undefined
  /** The mailbox that letters come back to. */
  readonly imapUrl: string | undefined
  /** Hosts inside that gateways may be at, a modem on the network here. */
  readonly privateTargets: readonly string[]
  /** Background of maps and whom to credit for it. */
  readonly basemap: { readonly source: string | undefined; readonly attribution?: string }
  readonly logLevel: string
  /** A `releases.json` that is asked once a day what is newer: an address or a file. */
  readonly updates: string | undefined
  /** Whoever shows it may read `/metrics` from another machine. */
  readonly metricsToken: string | undefined
  /** What backups are sealed with, and opened; where and when they are made on their own, if they are. */
  readonly backup: {
    readonly passphrase: string | undefined
    readonly recipients: readonly string[]
    readonly target: TargetAddress | undefined
    readonly at: DayTime
  }
}

/**
 * @throws VmesteError `VMESTE_ENV_INVALID` naming the variable, `VMESTE_ENV_UNKNOWN` for one that is misspelt,
 * `VMESTE_BACKUP_TARGET_INVALID`
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  requireKnownVariables(source)
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(set)
  if (!parsed.success) throw new VmesteError('VMESTE_ENV_INVALID', z.prettifyError(parsed.error))
  const env = parsed.data
  const origin = bare(env.VMESTE_URL ?? `http://localhost:${env.PORT}`)
  return {
    port: env.PORT,
    hosts: env.VMESTE_HOSTS,
    origin,
    proxies: env.VMESTE_PROXIES,
    dataFolder: resolve(root, env.VMESTE_DATA),
    secret: env.VMESTE_SECRET,
    databaseUrl: env.DATABASE_URL,
    demonstration: env.VMESTE_DEMO
      ? env.VMESTE_DEMO === 'on'
      : env.DATABASE_URL === undefined && env.VMESTE_KEYCLOAK_URL === undefined && isLocal(origin),
    keycloak: keycloakOf(env),
    smtpUrl: env.VMESTE_SMTP,
    mailFrom: env.VMESTE_MAIL_FROM,
    imapUrl: env.VMESTE_IMAP,
    privateTargets: env.VMESTE_PRIVATE_TARGETS ?? [],
    logLevel: env.VMESTE_LOG,
    updates: env.VMESTE_UPDATES,
    metricsToken: env.VMESTE_METRICS_TOKEN,
    backup: {
      passphrase: env.VMESTE_BACKUP_PASSPHRASE,
      recipients: env.VMESTE_BACKUP_RECIPIENTS?.split(',').map((key) => key.trim()) ?? [],
      target: env.VMESTE_BACKUP ? targetOutside(env.VMESTE_BACKUP, resolve(root, env.VMESTE_DATA)) : undefined,
      at: dayTime(env.VMESTE_BACKUP_AT)!,
    },
    basemap: {
      source: env.VMESTE_BASEMAP,
      ...(env.VMESTE_BASEMAP_CREDIT ? { attribution: env.VMESTE_BASEMAP_CREDIT } : {}),
    },
  }
}

/** A copy that lies in what it is a copy of goes with it, and grows by itself. */
function targetOutside(text: string, dataFolder: string): TargetAddress {
  const address = targetAddress(text)
  if (address.kind === 'folder' && `${address.place}${sep}`.startsWith(`${dataFolder}${sep}`)) {
    throw new VmesteError(
      'VMESTE_BACKUP_TARGET_INVALID',
      `VMESTE_BACKUP lies in the data folder ${dataFolder}: name another disk, another machine or a bucket`,
    )
  }
  return address
}

function keycloakOf(env: z.infer<typeof schema>): Env['keycloak'] {
  const {
    VMESTE_KEYCLOAK_URL: url,
    VMESTE_KEYCLOAK_INTERNAL_URL: internalUrl,
    VMESTE_KEYCLOAK_SECRET: gatewaySecret,
  } = env
  return url && gatewaySecret
    ? {
        url: bare(url),
        ...(internalUrl ? { internalUrl: bare(internalUrl) } : {}),
        realm: env.VMESTE_KEYCLOAK_REALM,
        clientId: env.VMESTE_KEYCLOAK_CLIENT,
        gatewaySecret,
        ...(env.VMESTE_IDENTITY_HINTS?.length ? { brokers: env.VMESTE_IDENTITY_HINTS } : {}),
      }
    : undefined
}

/** Whether an origin leads to this very machine. */
export function isLocal(origin: string): boolean {
  const { hostname } = new URL(origin)
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  )
}

/** An address without a slash at the end. */
const bare = (url: string): string => url.replace(/\/+$/, '')
