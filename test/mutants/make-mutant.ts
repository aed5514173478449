import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from '@vmeste/sdk'
import { root } from '../workspace.ts'

/** What a file says, and what it says instead; with nothing to look for, the file is new. */
export type Edit = readonly [file: string, from: string, to: string]

export interface Copy {
  readonly folder: string
  remove(): void
}
export interface MadeModule extends Copy {
  readonly plugin: Plugin
}

const home = join(root, 'var/mutants')

/**
 * A module of these tests with some of its files changed, in a folder of its own inside the project, so that its
 * imports resolve.
 */
export function copyOf(name: 'trees' | 'weather', edits: readonly Edit[]): Copy {
  mkdirSync(home, { recursive: true })
  const folder = mkdtempSync(join(home, `${name}-`))
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true })
  }
  cpSync(join(import.meta.dirname, name), folder, { recursive: true })
  for (const [file, from, to] of edits) {
    const place = join(folder, file)
    const before = from === '' ? '' : readFileSync(place, 'utf8')
    if (!before.includes(from)) {
      remove()
      throw new Error(`${file} does not say «${from}»: the mutation would change nothing`)
    }
    writeFileSync(
      place,
      before.replace(from, () => to),
    )
  }
  return { folder, remove }
}

export async function makeMutant(edits: readonly Edit[]): Promise<MadeModule> {
  const copy = copyOf('trees', edits)
  try {
    const { default: plugin } = (await import(pathToFileURL(join(copy.folder, 'src/plugin.ts')).href)) as {
      default: Plugin
    }
    return { ...copy, plugin }
  } catch (error) {
    copy.remove()
    throw error
  }
}
