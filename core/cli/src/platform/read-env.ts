import { z, VmesteError } from '@vmeste/sdk'
import { resolve } from 'node:path'
import { root } from './root.ts'

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  VMESTE_URL: z.url({ protocol: /^https?$/ }).optional(),
  VMESTE_DATA: z.string().min(1).default('var/data'),
  VMESTE_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://').optional(),
  VMESTE_DEMO: z.enum(['on', 'off']).optional(),
  VMESTE_SMTP: z.url({ protocol: /^smtps?$/ }).optional(),
  VMESTE_MAIL_FROM: z.string().optional(),
  VMESTE_BASEMAP: z.string().optional(),
  VMESTE_BASEMAP_CREDIT: z.string().optional(),
  VMESTE_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
})

/** What the operator sets; everything else is a row in the database. */
export interface Env {
  readonly port: number
  /** Public origin, without a slash at the end. */
  readonly origin: string
  readonly dataFolder: string
  readonly secret: string | undefined
  readonly databaseUrl: string | undefined
  /** The demonstration is seeded into the embedded database, and into another only where it is asked for. */
  readonly demonstration: boolean
  readonly smtpUrl: string | undefined
  readonly mailFrom: string | undefined
  /** Background of maps and whom to credit for it. */
  readonly basemap: { readonly source: string | undefined; readonly attribution?: string }
  readonly logLevel: string
}

/** @throws VmesteError `VMESTE_ENV_INVALID` naming the variable */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(set)
  if (!parsed.success) throw new VmesteError('VMESTE_ENV_INVALID', z.prettifyError(parsed.error))
  const env = parsed.data
  return {
    port: env.PORT, origin: (env.VMESTE_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    dataFolder: resolve(root, env.VMESTE_DATA), secret: env.VMESTE_SECRET, databaseUrl: env.DATABASE_URL,
    demonstration: env.VMESTE_DEMO ? env.VMESTE_DEMO === 'on' : env.DATABASE_URL === undefined,
    smtpUrl: env.VMESTE_SMTP, mailFrom: env.VMESTE_MAIL_FROM, logLevel: env.VMESTE_LOG,
    basemap: { source: env.VMESTE_BASEMAP, ...(env.VMESTE_BASEMAP_CREDIT ? { attribution: env.VMESTE_BASEMAP_CREDIT } : {}) },
  }
}
