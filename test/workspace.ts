import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'

export const root = join(import.meta.dirname, '..')

/** What the tests look at in a package.json. */
export interface Manifest {
  readonly name: string
  readonly license?: string
  readonly dependencies?: Record<string, string>
  readonly devDependencies?: Record<string, string>
  readonly peerDependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
}

/** Every package of the workspace by its folder; the root is `.`. */
export function packages(): Map<string, Manifest> {
  const nested = ['core', 'modules'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  )
  const folders = ['.', ...nested, 'web', 'demo', 'bench'].filter((folder) =>
    existsSync(join(root, folder, 'package.json')),
  )
  return new Map(
    folders.map((folder) => [folder, JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest]),
  )
}

/** Folders of the packages that bring recorded documents. */
export function carriers(): string[] {
  return [...packages().keys()]
    .filter((folder) => existsSync(join(root, folder, 'contract/operations.json')))
    .map((folder) => join(root, folder))
}

/** Files of the project with one of the endings: what git has, and what is new but not ignored. */
export function files(...endings: string[]): string[] {
  const all = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  }).split('\n')
  return all.filter((file) => endings.some((ending) => file.endsWith(ending)) && existsSync(join(root, file)))
}

export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}
