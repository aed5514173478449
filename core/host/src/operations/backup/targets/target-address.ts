import { isAbsolute, resolve } from 'node:path'
import { VmesteError } from '@vmeste/sdk'

/** What `VMESTE_BACKUP` names. */
export type TargetAddress =
  | { readonly kind: 'folder'; readonly place: string }
  | {
      readonly kind: 's3'
      readonly place: string
      readonly bucket: string
      /** Ends with a slash, or is empty. */ readonly prefix: string
      readonly endpoint: string | undefined
      readonly region: string | undefined
    }

const examples =
  'a folder (/backup/vmeste), or s3://bucket/prefix?endpoint=https://minio.example.by&region=eu-central-1'

/**
 * Reads the setting `VMESTE_BACKUP`, or an address of the same kind.
 *
 * @param called what it is called where it is refused
 * @throws VmesteError `VMESTE_BACKUP_TARGET_INVALID`; a relative folder is one: the service, a command and whoever
 *   calls it stand in different places
 * @example targetAddress('s3://town/vmeste?region=eu-central-1')
 */
export function targetAddress(text: string, called = 'VMESTE_BACKUP'): TargetAddress {
  const refuse = refusing(called)
  if (/[,;]\s*(\/|~|s3:)|^\/.*:\//.test(text)) throw refuse('names one place, not several')
  if (/^[a-z][\w+.-]+:\/\//i.test(text)) return s3Address(text, refuse)
  if (/^[a-z][\w+.-]+:/i.test(text)) throw refuse('wants "//" after its colon')
  if (!isAbsolute(text))
    throw refuse('names a folder that does not begin at the root: what it means would hang on who calls')
  return { kind: 'folder', place: resolve(text) }
}

type Refuse = (why: string, cause?: unknown) => VmesteError
const refusing =
  (called: string): Refuse =>
  (why, cause) =>
    new VmesteError(
      'VMESTE_BACKUP_TARGET_INVALID',
      `${called} ${why}. It is ${examples}`,
      cause === undefined ? {} : { cause },
    )

function s3Address(text: string, refuse: Refuse): TargetAddress {
  let url: URL
  try {
    url = new URL(text)
  } catch (cause) {
    throw refuse('cannot be read', cause)
  }
  if (url.protocol !== 's3:') throw refuse(`knows no "${url.protocol.slice(0, -1)}"`)
  if (url.username || url.password)
    throw refuse('holds no keys: they are given in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY')
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(url.hostname) || url.port) throw refuse('names no bucket')
  const unknown = [...url.searchParams.keys()].find((name) => name !== 'endpoint' && name !== 'region')
  if (unknown !== undefined) throw refuse(`knows endpoint and region, not "${unknown.slice(0, 50)}"`)
  const prefix = decodeURIComponent(url.pathname).replaceAll(/^\/+|\/+$/g, '')
  if (prefix && !/^[\w.-]+(\/[\w.-]+)*$/.test(prefix))
    throw refuse('has letters, digits, ".", "-", "_" and "/" in its prefix')
  const [endpoint, region] = [
    url.searchParams.get('endpoint') ?? undefined,
    url.searchParams.get('region') ?? undefined,
  ]
  if (endpoint !== undefined && !isPlainAddress(endpoint))
    throw refuse('has an endpoint that is no plain http(s) address')
  if (region !== undefined && !/^[\w-]{2,40}$/.test(region)) throw refuse('has a region that cannot be one')
  return {
    kind: 's3',
    place: `s3://${[url.hostname, prefix].filter(Boolean).join('/')}${endpoint ? ` at ${new URL(endpoint).host}` : ''}`,
    bucket: url.hostname,
    prefix: prefix ? `${prefix}/` : '',
    endpoint,
    region,
  }
}

function isPlainAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash
}
