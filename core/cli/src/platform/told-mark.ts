import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Env } from './read-env.ts'

const file = (env: Pick<Env, 'dataFolder'>): string => join(env.dataFolder, 'demonstration-told')

/**
 * Whether the demonstration was told to its end on this data; a look at the cities themselves, once they are open, has
 * the last word.
 */
export const isMarkedTold = (env: Pick<Env, 'dataFolder'>): Promise<boolean> =>
  stat(file(env)).then(
    () => true,
    () => false,
  )

export async function markTold(env: Pick<Env, 'dataFolder'>): Promise<void> {
  await mkdir(env.dataFolder, { recursive: true })
  await writeFile(file(env), '')
}

/** The next start that has the demonstration tells it anew. */
export const unmarkTold = (env: Pick<Env, 'dataFolder'>): Promise<void> => rm(file(env), { force: true })
