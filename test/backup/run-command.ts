import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../workspace.ts'

const tellsPeak = `data:text/javascript,process.on('exit',()=>{process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n')})`
/** Megabytes that commands had resident at most, the latest last. */
export const peaks: number[] = []

type Settings = Readonly<Record<string, string>>

/** Runs one command of the platform to its end. @throws what it said, where it failed */
export const vmeste = <T = unknown>(env: Settings, ...args: string[]): Promise<T> => vmesteIn<T>(root, env, ...args)

/** The same in another checkout. */
export function vmesteIn<T = unknown>(checkout: string, env: Settings, ...args: string[]): Promise<T> {
  const kept = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VMESTE_|DATABASE_URL$)/.test(name)),
  )
  return new Promise((resolve, reject) => {
    const program = ['--import', tellsPeak, join(checkout, 'core/cli/src/main.ts'), ...args, '--json']
    execFile(
      process.execPath,
      program,
      { cwd: checkout, env: { ...kept, ...env }, timeout: 800_000, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        peaks.push(Math.round(Number(/peak (\d+)/.exec(stderr)?.[1] ?? NaN) / 1024))
        if (error) reject(new Error(`vmeste ${args.join(' ')}: ${stdout}${stderr}`))
        else resolve(JSON.parse(stdout) as T)
      },
    )
  })
}
