import { createInterface } from 'node:readline/promises'

/** Asks at the terminal. An input that has ended is a no. */
export async function saysYes(question: string): Promise<boolean> {
  const asked = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const ended = new Promise<string>((resolve) => { asked.once('close', () => { resolve('') }) })
    return /^(y|yes|д|да|т|так)$/i.test((await Promise.race([asked.question(question), ended])).trim())
  } finally { asked.close() }
}
