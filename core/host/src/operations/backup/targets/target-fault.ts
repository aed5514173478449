import { VmesteError } from '@vmeste/sdk'
import { FillFailed } from './fill-sink.ts'

const wordOf = (...kinds: readonly string[]): RegExp => new RegExp(`^(${kinds.join('|')})$`)
const denied = wordOf(
  'EACCES|EPERM|EROFS',
  'AccessDenied|Forbidden|InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|InvalidToken|CredentialsProviderError',
)
const full = wordOf('ENOSPC|EDQUOT|EFBIG', 'QuotaExceeded|XMinioStorageFull|StorageFull|InsufficientStorage')
const missing = wordOf('ENOENT|ENOTDIR', 'NoSuchBucket|NoSuchKey|NotFound')
const unreachable = wordOf(
  'ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ESTALE|EIO|EHOSTDOWN',
  'TimeoutError|NetworkingError|SlowDown|ServiceUnavailable',
)
const certificate = /^(CERT_|ERR_TLS|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/

/**
 * Says of an error of a file system or of S3 what it means for copies. The words of the other side are left out: some
 * quote what they were sent.
 *
 * @returns the same error when it is coded already, when the writing was given up, or when not the target failed but
 *   who wrote into it
 */
export function targetFault(error: unknown, place: string): unknown {
  if (error instanceof FillFailed) return error.cause
  if (error instanceof VmesteError || (error instanceof Error && error.name === 'AbortError')) return error
  const words = wordsOf(error)
  const why = words[0] ?? 'unknown cause'
  const is = (pattern: RegExp): boolean => words.some((word) => pattern.test(word))
  const statusIs = (status: number): boolean => words.includes(String(status))
  if (is(full) || statusIs(507))
    return new VmesteError('VMESTE_BACKUP_TARGET_FULL', `There is no room left in ${place} (${why})`, { cause: error })
  const readOnly = is(/^EROFS$/)
    ? `: it is read-only. Of a service of systemd the unit decides that: add ${place} to its ReadWritePaths=`
    : ''
  const keyless = is(/^CredentialsProviderError$/)
    ? ': no keys were given. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'
    : ''
  if (is(denied) || statusIs(401) || statusIs(403))
    return new VmesteError(
      'VMESTE_BACKUP_TARGET_DENIED',
      `${place} may not be written or read (${why})${readOnly}${keyless}`,
      { cause: error },
    )
  if (is(missing) || statusIs(404))
    return new VmesteError('VMESTE_BACKUP_TARGET_MISSING', `${place} is not there (${why})`, { cause: error })
  if (is(unreachable) || is(certificate) || statusIs(503))
    return new VmesteError('VMESTE_BACKUP_TARGET_UNREACHABLE', `${place} does not answer (${why})`, { cause: error })
  return new VmesteError('VMESTE_BACKUP_TARGET_FAILED', `${place} failed (${why})`, { cause: error })
}

/** Everything by which an error and its causes can be known: codes, names, the status of an answer. */
function wordsOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return []
  const { code, name, $metadata, cause, errors } = error as {
    code?: unknown
    name?: unknown
    $metadata?: { httpStatusCode?: unknown }
    cause?: unknown
    errors?: unknown[]
  }
  const own = [code, name, $metadata?.httpStatusCode]
    .filter((each) => (typeof each === 'string' && each !== 'Error') || typeof each === 'number')
    .map(String)
  return [
    ...own,
    ...wordsOf(cause, depth + 1),
    ...(Array.isArray(errors) ? errors.flatMap((each) => wordsOf(each, depth + 1)) : []),
  ]
}
