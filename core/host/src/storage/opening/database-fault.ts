import { VmesteError } from '@vmeste/sdk'

/** Nothing answers there yet: at boot the network, its names and the database come in any order. */
const notThere = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
const lost = new Set([
  'ETIMEDOUT',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
])
const starting = '57P03'
const certificate = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO$|HOSTNAME_MISMATCH)/

/** Whether waiting may help: never for a password, a name or a certificate that is wrong. */
export function isLate(cause: unknown): boolean {
  const code = codeOf(cause)
  return (
    notThere.has(code) ||
    code === starting ||
    (code === 'ENOENT' && cause instanceof Error && 'syscall' in cause && cause.syscall === 'connect')
  )
}

/**
 * What kept a database from being reached, in words that say what to do and hold no password.
 *
 * @param url `DATABASE_URL` or the embedded database's
 * @returns undefined for what is no fault of the connection
 */
export function databaseFault(cause: unknown, url: string): VmesteError | undefined {
  if (cause instanceof VmesteError) return undefined
  const code = codeOf(cause)
  const { where, name, user } = partsOf(url)
  const said = cause instanceof Error && cause.message ? cause.message : code
  if (code === '28P01')
    return new VmesteError(
      'VMESTE_DATABASE_PASSWORD',
      `PostgreSQL at ${where} refuses the password of "${user}": mend it in DATABASE_URL (letters such as @ : / # are written as %40 %3A %2F %23)`,
      { cause },
    )
  if (code === '28000')
    return new VmesteError(
      'VMESTE_DATABASE_PASSWORD',
      `PostgreSQL at ${where} does not let "${user}" in (${said}): make the role,
        or let it in by pg_hba.conf; sslmode=require in DATABASE_URL where only TLS is let in`,
      { cause },
    )
  if (code === '3D000')
    return new VmesteError(
      'VMESTE_DATABASE_MISSING',
      `PostgreSQL at ${where} has no database "${name}": create database "${name}" owner "${user}", or mend the name in DATABASE_URL`,
      { cause },
    )
  if (code === '53300')
    return new VmesteError(
      'VMESTE_DATABASE_FULL',
      `PostgreSQL at ${where} takes no more connections: raise max_connections, or end what holds them`,
      { cause },
    )
  if (certificate.test(code) || /\bSSL\b|certificate/i.test(said))
    return new VmesteError(
      'VMESTE_DATABASE_TLS',
      `No secured connection to PostgreSQL at ${where}: ${said}. Set sslmode and sslrootcert in DATABASE_URL as its administrator says`,
      { cause },
    )
  if (isLate(cause))
    return new VmesteError(
      'VMESTE_DATABASE_UNREACHABLE',
      `PostgreSQL at ${where} does not answer (${code}): start it, or mend host and port in DATABASE_URL`,
      { cause },
    )
  if (lost.has(code) || /timeout expired|terminated unexpectedly|connection terminated/i.test(said))
    return new VmesteError(
      'VMESTE_DATABASE_UNREACHABLE',
      `PostgreSQL at ${where} was not reached or went away (${said}): look at the network, the firewall and its log`,
      { cause },
    )
  return undefined
}

/** Host, port and database, as they may be shown. */
export function partsOf(url: string): { where: string; name: string; user: string } {
  try {
    const { hostname, port, pathname, username, searchParams } = new URL(url)
    return {
      where: `${searchParams.get('host') ?? (hostname || 'localhost')}:${port || '5432'}`,
      name: decodeURIComponent(pathname.slice(1)),
      user: decodeURIComponent(username),
    }
  } catch {
    return { where: 'the address in DATABASE_URL', name: '?', user: '?' }
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
}
