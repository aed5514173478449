import { setFlagsFromString } from 'node:v8'

/**
 * V8 keeps the code of every `new Function` by its text, and lets none of it go: the executor makes one of each
 * document, so whoever sends a new document with each request would fill the memory with code that is never run again.
 * What is worth keeping is kept by `DocumentCache`.
 */
export const forgetCode = (): void => {
  setFlagsFromString('--no-compilation-cache')
}
