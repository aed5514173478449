import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Env } from './read-env.ts'

const note = (env: Pick<Env, 'dataFolder'>, what: 'origin' | 'demonstration'): string => join(env.dataFolder, what)

/**
 * Keeps with the data what the host was started with, so that commands make tokens and links for the host that runs,
 * without being told again.
 */
export async function noteRunning(env: Env): Promise<void> {
  await mkdir(env.dataFolder, { recursive: true })
  await writeFile(note(env, 'origin'), `${env.origin}\n`)
  await writeFile(note(env, 'demonstration'), `${env.demonstration ? 'on' : 'off'}\n`)
}

/** The environment of a command: what it says itself counts first, then what the host was started with. */
export async function withNoted(env: Env, source: NodeJS.ProcessEnv = process.env): Promise<Env> {
  const [origin, demonstration] = await Promise.all(
    (['origin', 'demonstration'] as const).map(async (what) =>
      (await readFile(note(env, what), 'utf8').catch(() => '')).trim(),
    ),
  )
  return {
    ...env,
    ...(origin && !source['VMESTE_URL'] && !source['PORT'] ? { origin } : {}),
    ...(demonstration && !source['VMESTE_DEMO'] ? { demonstration: demonstration === 'on' } : {}),
  }
}
