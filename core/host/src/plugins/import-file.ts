import { pathToFileURL } from 'node:url'

/**
 * A busy machine may take a while over a large bundle; one that waits for the network at its top level waits for ever.
 */
const patienceMs = 30_000

/**
 * Imports a file of a module. What it does at its top level has an end: otherwise one module that waits for something
 * would keep every city from starting. What goes on beyond it is left to itself.
 *
 * @throws what the file throws; an error that says so when it has not come to its end in time
 */
export async function importFile<Namespace>(file: string, withinMs = patienceMs): Promise<Namespace> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`it did not come to its end within ${withinMs / 1000} s; something at its top level waits`))
    }, withinMs)
  })
  try {
    return await Promise.race([import(pathToFileURL(file).href) as Promise<Namespace>, late])
  } finally {
    clearTimeout(timer)
  }
}
