import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Env } from './read-env.ts'

const file = (env: Pick<Env, 'dataFolder'>): string => join(env.dataFolder, 'origin')

/** Keeps the public origin beside the data, so that commands make tokens and links for the host that runs, without being told again. */
export async function noteOrigin(env: Env): Promise<void> {
  await mkdir(env.dataFolder, { recursive: true })
  await writeFile(file(env), `${env.origin}\n`)
}

/** The environment of a command: what it says itself counts first, then what the host was started with. */
export async function withNotedOrigin(env: Env, source: NodeJS.ProcessEnv = process.env): Promise<Env> {
  if (source['VMESTE_URL'] || source['PORT']) return env
  const noted = await readFile(file(env), 'utf8').catch(() => '')
  return noted ? { ...env, origin: noted.trim() } : env
}
