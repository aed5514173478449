/** When no answer is waited for any more: the server would have ended every statement of a module long before. */
const silentMs = 12_000
/** Beyond a statement's deadline, in which the server itself ends it. */
const graceMs = 1_000

/** When the server must have said something, of every statement that is on its way. */
const awaited = new Set<{ readonly by: number }>()

/** Notes that a statement is on its way. @returns call it when there is an answer */
export function awaiting(withinMs: number): () => void {
  const answer = { by: performance.now() + withinMs + graceMs }
  awaited.add(answer)
  return () => {
    awaited.delete(answer)
  }
}

/**
 * Whether the database has let a statement's deadline pass without a word: then whoever waits for it waits for the
 * platform.
 */
export function databaseIsSilent(): boolean {
  const now = performance.now()
  for (const { by } of awaited) if (by < now) return true
  return false
}

/** A server that was asked and says nothing. The words are those of the driver for the same. */
export class ServerSilent extends Error {
  constructor() {
    super('Query read timeout')
  }
}

/**
 * The answer to a statement, as long as there may still be one.
 *
 * @throws ServerSilent after that; the connection is of no use then, for what the server says later belongs to nobody
 */
export async function answerOf<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const silent = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ServerSilent())
    }, silentMs)
  })
  try {
    return await Promise.race([answer, silent])
  } finally {
    clearTimeout(timer)
  }
}
