export interface Refusal {
  readonly status: number
  readonly code: string | undefined
  readonly message: string
  readonly body: string
}
export const readers = ['ru', 'be', 'en'] as const
export type Reader = (typeof readers)[number]

/**
 * The refusal in an answer, whichever of the three shapes it has: plain HTTP, a GraphQL error, the member of a
 * mutation's union.
 */
export function refusalIn(status: number, body: string): Refusal {
  const found = find(parsed(body))
  return { status, code: found?.code, message: found?.message ?? '', body }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function find(reply: unknown): { code: string; message: string } | undefined {
  const { code, message, errors, data } = (reply ?? {}) as {
    code?: string
    message?: string
    errors?: { message: string; extensions?: { code?: string } }[]
    data?: Record<string, Record<string, unknown> | null>
  }
  if (code) return { code, message: message ?? '' }
  if (errors?.[0]) return { code: errors[0].extensions?.code ?? '', message: errors[0].message }
  for (const result of Object.values(data ?? {})) {
    const type = result?.['__typename']
    if (typeof type === 'string' && `${type}_path` in (result ?? {}))
      return { code: String(result?.[`${type}_code`]), message: String(result?.[`${type}_message`]) }
  }
  return undefined
}

/** Our own words, without what is quoted of the request. */
const own = (message: string): string => message.replace(/[«“"].*$/s, '…')

/** What is wrong with a refusal in whichever language: it is coded, and has nothing of ours in it. */
function faultIn({ status, code, body, message }: Refusal): string | undefined {
  const shown = body.slice(0, 300)
  if (status >= 500) return `status ${status}: ${shown}`
  if (code === undefined) return `it is taken: ${shown}`
  if (!/^[A-Z][A-Z_]+$/.test(code) || code === 'INTERNAL') return `refused with the code "${code}": ${shown}`
  if (/node_modules|\.ts:\d+|\bat [\w.]+ \(|stack|postgres|kysely|select "/i.test(body))
    return `it tells of the inside: ${shown}`
  return message.length >= 1_000 ? `what is endless is echoed: ${shown}` : undefined
}

/** What is wrong with a refusal in three languages: coded, each in its own words, nothing of ours in it. */
export function refusalFault(byReader: Readonly<Record<Reader, Refusal>>): string | undefined {
  for (const reader of readers) {
    const fault = faultIn(byReader[reader])
    if (fault !== undefined) return fault
  }
  const { ru, be, en } = byReader
  if (new Set([ru.code, be.code, en.code]).size > 1) return `three codes: ${ru.code}, ${be.code}, ${en.code}`
  if (
    new Set([ru.message, be.message, en.message]).size < 3 ||
    !/[а-яё]/i.test(own(ru.message)) ||
    !/[а-яёіў]/i.test(own(be.message)) ||
    // letters that Belarusian does not have
    /[ищъ]/i.test(own(be.message)) ||
    /[а-яё]/i.test(own(en.message))
  )
    return `not in three languages: ${ru.message} / ${be.message} / ${en.message}`.slice(0, 500)
  return undefined
}

/** The same question by a reader of each language. */
export async function inEach(
  ask: (reader: Reader) => Promise<{ status: number; text: string }>,
): Promise<Record<Reader, Refusal>> {
  const replies = await Promise.all(
    readers.map(async (reader) => {
      const { status, text } = await ask(reader)
      return [reader, refusalIn(status, text)] as const
    }),
  )
  return Object.fromEntries(replies) as Record<Reader, Refusal>
}

/**
 * Asks in one language, and in all three where this place has not been refused by this code before: the words of a code
 * are the same for whatever else is wrong there.
 *
 * @returns what is wrong with the refusal
 */
export function onceInEach(): (
  place: string,
  ask: (reader: Reader) => Promise<{ status: number; text: string }>,
) => Promise<string | undefined> {
  const said = new Set<string>()
  return async (place, ask) => {
    const first = await ask('be')
    const refusal = refusalIn(first.status, first.text)
    const known = `${place} ${refusal.code}`
    if (said.has(known)) return faultIn(refusal)
    const fault = refusalFault(await inEach(async (reader) => (reader === 'be' ? first : ask(reader))))
    if (fault === undefined) said.add(known)
    return fault
  }
}
