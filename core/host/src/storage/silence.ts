/** Beyond a statement's deadline, in which the server itself ends it. */
const graceMs = 1_000

/** When the server must have said something, of every statement that is on its way. */
const awaited = new Set<{ readonly by: number }>()

/** Notes that a statement is on its way. @returns call it when there is an answer */
export function awaiting(withinMs: number): () => void {
  const answer = { by: performance.now() + withinMs + graceMs }
  awaited.add(answer)
  return () => { awaited.delete(answer) }
}

/** Whether the database has let a statement's deadline pass without a word: then whoever waits for it waits for the platform. */
export function databaseIsSilent(): boolean {
  const now = performance.now()
  for (const { by } of awaited) if (by < now) return true
  return false
}
