import { createInterface } from 'node:readline/promises'

/** What is typed at the terminal; nothing where the input has ended. */
export const answerTo = (question: string): Promise<string> => asking((ask) => ask(question))

/** Several questions one after another: what is typed ahead, or comes through a pipe, waits for its question. */
export async function asking<T>(work: (ask: (question: string) => Promise<string>) => Promise<T>): Promise<T> {
  // whoever asked before may have come to the end of it: that is never told again
  if (process.stdin.readableEnded || process.stdin.destroyed) return work(() => Promise.resolve(''))
  const asked = createInterface({ input: process.stdin, output: process.stdout })
  const lines = asked[Symbol.asyncIterator]()
  let ended = false
  asked.once('close', () => {
    ended = true
  })
  const ask = async (question: string): Promise<string> => {
    asked.setPrompt(question)
    // what was typed ahead may still wait to be read; one that has ended shows no prompt any more
    if (!ended) asked.prompt()
    const line = await lines.next()
    return line.done ? '' : line.value.trim()
  }
  try {
    return await work(ask)
  } finally {
    asked.close()
  }
}

/** Asks at the terminal. An input that has ended is a no. */
export const saysYes = async (question: string): Promise<boolean> =>
  /^(y|yes|д|да|т|так)$/i.test(await answerTo(question))
