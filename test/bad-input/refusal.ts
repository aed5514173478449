import { expect } from 'vitest'

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

interface Words {
  readonly code: string | undefined
  readonly message: string
}
/** Our own words, without what is quoted of the request. */
const own = (message: string): string => message.replace(/[«“"].*$/s, '…')

/** The same refusal in three languages: coded, each in its own words, nothing of ours in it. */
export function expectRefusal(what: string, byReader: Readonly<Record<Reader, Refusal>>): void {
  for (const reader of readers) {
    const { status, code, body } = byReader[reader]
    expect(status, `${what}: ${body.slice(0, 300)}`).toBeLessThan(500)
    expect(code ?? `taken: ${body.slice(0, 300)}`, what).toMatch(/^[A-Z][A-Z_]+$/)
    expect(code, `${what}: ${body.slice(0, 300)}`).not.toBe('INTERNAL')
    expect(body, what).not.toMatch(/node_modules|\.ts:\d+|\bat [\w.]+ \(|stack|postgres|kysely|select "/i)
  }
  const [ru, be, en] = readers.map((reader) => ({
    code: byReader[reader].code,
    message: own(byReader[reader].message),
  })) as [Words, Words, Words]
  expect(new Set([ru.code, be.code, en.code]).size, what).toBe(1)
  expect(
    new Set(readers.map((reader) => byReader[reader].message)).size,
    `${what}: ${ru.message} / ${be.message} / ${en.message}`,
  ).toBe(3)
  for (const reader of readers)
    expect(byReader[reader].message.length, `${what}: nothing endless is echoed`).toBeLessThan(1_000)
  expect(ru.message, what).toMatch(/[а-яё]/i)
  expect(be.message, what).toMatch(/[а-яёіў]/i)
  // letters that Belarusian does not have
  expect(be.message, what).not.toMatch(/[ищъ]/i)
  expect(en.message, what).not.toMatch(/[а-яё]/i)
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
