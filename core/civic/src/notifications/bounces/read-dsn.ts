/** What a mail server tells of a letter that it could not hand on (RFC 3464). */
export interface Bounce {
  /** Of the letter: a notification and the slug of its city. */
  readonly letter: string
  readonly city: string
  /** `5.1.1`; what begins with 5 stays so. */
  readonly status: string
  /** Whom it did not reach, where it says so. */
  readonly recipient: string | undefined
  readonly hard: boolean
}

interface Part {
  readonly head: string
  readonly body: string
}

/** Nothing for what is no such report, or of no letter of ours. */
export function readDsn(source: string): Bounce | undefined {
  const whole = splitHead(source)
  if (!/^multipart\/report\b/i.test(headerOf(whole.head, 'content-type') ?? '')) return undefined
  const parts = partsOf(whole)
  const report = parts.find(({ head }) => /^message\/(global-)?delivery-status/i.test(typeOf(head)))
  const original = parts.find(({ head }) =>
    /^(text\/rfc822-headers|message\/(rfc822|global|global-headers))/i.test(typeOf(head)),
  )
  if (!report || !original) return undefined
  const [, letter, city] =
    /^<([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.([a-z][a-z\d-]{1,40})@[^>\s]+>$/i.exec(
      headerOf(decoded(original), 'message-id') ?? '',
    ) ?? []
  const fields = decoded(report)
  const status = /^\s*(\d\.\d{1,3}\.\d{1,3})/.exec(headerOf(fields, 'status') ?? '')?.[1]
  if (!letter || !city || !status) return undefined
  const action = headerOf(fields, 'action')?.toLowerCase() ?? ''
  return {
    letter: letter.toLowerCase(),
    city,
    status,
    recipient: /;\s*<?([^<>\s]+@[^<>\s]+?)>?$/.exec(headerOf(fields, 'final-recipient') ?? '')?.[1]?.toLowerCase(),
    hard: action === 'failed' && status.startsWith('5.'),
  }
}

function splitHead(source: string): Part {
  const text = source.replaceAll('\r\n', '\n')
  const at = text.indexOf('\n\n')
  return at < 0 ? { head: text, body: '' } : { head: text.slice(0, at), body: text.slice(at + 2) }
}

/** The first of that name, unfolded. */
function headerOf(text: string, name: string): string | undefined {
  const line = new RegExp(`^${name}:(.*(?:\\n[ \\t].*)*)`, 'im').exec(text)?.[1]
  return line?.replaceAll(/\s*\n\s+/g, ' ').trim()
}

const typeOf = (head: string): string => headerOf(head, 'content-type') ?? 'text/plain'

function partsOf({ head, body }: Part): Part[] {
  const boundary = /boundary=(?:"([^"]{1,100})"|([^\s;]{1,100}))/i.exec(headerOf(head, 'content-type') ?? '')
  const line = boundary?.[1] ?? boundary?.[2]
  if (!line) return []
  return `\n${body}`
    .split(`\n--${line}`)
    .slice(1, 12)
    .filter((part) => part.startsWith('\n'))
    .map((part) => splitHead(part.slice(1)))
}

/** Most are as they are read; a few come in base64. */
const decoded = ({ head, body }: Part): string =>
  /^base64$/i.test(headerOf(head, 'content-transfer-encoding') ?? '')
    ? Buffer.from(body, 'base64').toString('utf8').replaceAll('\r\n', '\n')
    : body
