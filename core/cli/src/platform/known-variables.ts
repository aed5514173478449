import { closest } from 'fastest-levenshtein'
import { VmesteError } from '@vmeste/sdk'

/**
 * Every `VMESTE_…` variable that means something. Those of an operator stand in `read-env.ts` and in docs/operations.md
 * too; the rest is told by our own launcher and tests. A test looks through the sources for what is read and not named
 * here.
 */
export const knownVariables = [
  'VMESTE_URL',
  'VMESTE_DATA',
  'VMESTE_SECRET',
  'VMESTE_DEMO',
  'VMESTE_HOSTS',
  'VMESTE_PROXIES',
  'VMESTE_LOG',
  'VMESTE_SMTP',
  'VMESTE_MAIL_FROM',
  'VMESTE_IMAP',
  'VMESTE_PRIVATE_TARGETS',
  'VMESTE_BASEMAP',
  'VMESTE_BASEMAP_CREDIT',
  'VMESTE_IDENTITY_HINTS',
  'VMESTE_METRICS_TOKEN',
  'VMESTE_UPDATES',
  'VMESTE_KEYCLOAK_URL',
  'VMESTE_KEYCLOAK_INTERNAL_URL',
  'VMESTE_KEYCLOAK_REALM',
  'VMESTE_KEYCLOAK_CLIENT',
  'VMESTE_KEYCLOAK_SECRET',
  'VMESTE_BACKUP',
  'VMESTE_BACKUP_AT',
  'VMESTE_BACKUP_PASSPHRASE',
  'VMESTE_BACKUP_RECIPIENTS',
  // the launcher's own
  'VMESTE_LAUNCHER',
  // tests: which browser, which fault a Keycloak is given
  'VMESTE_CHROMIUM',
  'VMESTE_FIREFOX',
  'VMESTE_CONTRACT_FAULT',
] as const

const known: ReadonlySet<string> = new Set(knownVariables)
const ours = /^VMESTE_/i
/** Those that are named without the prefix, as somebody may look for them with it. */
const bare: Readonly<Record<string, string>> = { VMESTE_DATABASE_URL: 'DATABASE_URL', VMESTE_PORT: 'PORT' }

function nearest(name: string): string {
  const found = closest(name.toUpperCase(), [...knownVariables, ...Object.keys(bare)])
  return bare[found] ?? found
}

/**
 * A misspelt variable would be as good as none: the demonstration somebody thought they had switched off, letters that
 * never leave.
 * @throws VmesteError `VMESTE_ENV_UNKNOWN` with the nearest name of each
 */
export function requireKnownVariables(source: NodeJS.ProcessEnv): void {
  const unknown = Object.keys(source)
    .filter((name) => ours.test(name) && !known.has(name))
    .sort()
  if (unknown.length === 0) return
  const questions = unknown.slice(0, 10).map((name) => `${name.slice(0, 100)}: did you mean ${nearest(name)}?`)
  throw new VmesteError(
    'VMESTE_ENV_UNKNOWN',
    `${questions.join(' ')} docs/operations.md lists what can be set; take out what is not there`,
  )
}
