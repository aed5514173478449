import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageIntegrity, readTarball, storePackage } from '@vmeste/host/packages'
import { recordModule } from '../../core/cli/src/platform/added-modules.ts'
import { root } from '../workspace.ts'

const run = promisify(execFile)

/** A command as a stranger gives it, in a folder of their own; gives what it printed as JSON. */
export async function vmeste<Answer>(cwd: string, ...args: string[]): Promise<Answer> {
  const { stdout } = await run(process.execPath, [join(root, 'core/cli/src/main.ts'), ...args, '--json'], { cwd })
  return JSON.parse(stdout) as Answer
}

/** Packs a folder and lays the package down as `vmeste add` does, beside whatever the repository itself installs. */
export async function packAndStore(folder: string, to: string, dataFolder: string): Promise<void> {
  const { file, id, name, version } = await vmeste<{ file: string; id: string; name: string; version: string }>(
    to,
    'pack',
    folder,
  )
  const packed = await readFile(file)
  const stored = { id, package: name, version, integrity: packageIntegrity(packed) }
  await storePackage(dataFolder, stored, packed, await readTarball(packed, name))
  await recordModule(dataFolder, id, stored)
}

/** Changes a line of a file of the made module; fails where the line is no longer there. */
export async function editFile(folder: string, file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, file), 'utf8')
  if (!text.includes(from)) throw new Error(`${file} has no "${from}" any more`)
  await writeFile(join(folder, file), text.replace(from, to))
}

export interface AddedHost {
  /** What the process has written to its standard error. */
  said(): string

  graph<Data = Record<string, unknown>>(
    city: string,
    query: string,
    variables?: Record<string, unknown>,
    as?: string,
  ): Promise<{ data: Data; errors?: { message: string; extensions: { code: string } }[] }>
  fetch(path: string, as?: string): Promise<Response>
  stop(): Promise<void>
}

/** A host in a process of its own, whose modules come from packages alone. */
export async function startAddedHost(postgres: string, dataFolder: string): Promise<AddedHost> {
  const child = fork(join(import.meta.dirname, 'added-host.ts'), [postgres, dataFolder], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const url = await Promise.race([
    once(child, 'message').then(([first]) => String(first)),
    once(child, 'exit').then(() => {
      throw new Error(`the host did not start:\n${said}`)
    }),
  ])
  const headers = (as?: string): Record<string, string> => ({
    'content-type': 'application/json',
    'accept-language': 'ru',
    ...(as ? { authorization: `Bearer ${as}` } : {}),
  })
  return {
    said: () => said,
    graph: async <Data>(city: string, query: string, variables: Record<string, unknown> = {}, as?: string) =>
      (await (
        await fetch(`${url}/c/${city}/graphql`, {
          method: 'POST',
          body: JSON.stringify({ query, variables }),
          headers: headers(as),
        })
      ).json()) as { data: Data },
    fetch: (path, as) => fetch(url + path, { headers: headers(as) }),
    stop: async () => {
      const gone = once(child, 'exit')
      child.send('stop')
      await gone
    },
  }
}
