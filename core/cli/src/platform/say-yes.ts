import { createInterface } from 'node:readline/promises'

/** What is typed at the terminal; nothing where the input has ended. */
export async function answerTo(question: string): Promise<string> {
  const asked = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const ended = new Promise<string>((resolve) => { asked.once('close', () => { resolve('') }) })
    return (await Promise.race([asked.question(question), ended])).trim()
  } finally { asked.close() }
}

/** Asks at the terminal. An input that has ended is a no. */
export const saysYes = async (question: string): Promise<boolean> => /^(y|yes|д|да|т|так)$/i.test(await answerTo(question))
