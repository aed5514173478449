import { resolve } from 'node:path'

/** A path as the person at the keyboard meant it: `npm run vmeste` works in the repository, wherever it was called. */
export function givenPath(path: string): string {
  const calledFrom = process.env['npm_lifecycle_event'] === 'vmeste' ? process.env['INIT_CWD'] : undefined
  return resolve(calledFrom ?? process.cwd(), path)
}
