import { createInterface } from 'node:readline/promises'

/** What is typed at the terminal; nothing where the input has ended. */
export async function answerTo(question: string): Promise<string> {
  const asked = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const ended = new Promise<string>((resolve) => {
      asked.once('close', () => {
        resolve('')
      })
    })
    return (await Promise.race([asked.question(question), ended])).trim()
  } finally {
    asked.close()
  }
}

/** Several questions one after another: what is typed ahead, or comes through a pipe, waits for its question. */
export async function asking<T>(work: (ask: (question: string) => Promise<string>) => Promise<T>): Promise<T> {
  const asked = createInterface({ input: process.stdin, output: process.stdout })
  const lines = asked[Symbol.asyncIterator]()
  const ask = async (question: string): Promise<string> => {
    asked.setPrompt(question)
    asked.prompt()
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
