import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from '@vmeste/sdk'
import { root } from '../workspace.ts'

/** What a file says, and what it says instead; with nothing to look for, the file is new. */
export type Edit = readonly [file: string, from: string, to: string]

export interface MadeModule { readonly plugin: Plugin; readonly folder: string; remove(): void }

const home = join(root, 'var/mutants')

/** The healthy module with some of its sources changed, in a folder of its own inside the project, so that its imports resolve. */
export async function makeMutant(edits: readonly Edit[]): Promise<MadeModule> {
  mkdirSync(home, { recursive: true })
  const folder = mkdtempSync(join(home, 'trees-'))
  cpSync(join(import.meta.dirname, 'trees'), folder, { recursive: true })
  for (const [file, from, to] of edits) {
    const place = join(folder, file)
    const before = from === '' ? '' : readFileSync(place, 'utf8')
    if (!before.includes(from)) throw new Error(`${file} does not say «${from}»: the mutation would change nothing`)
    writeFileSync(place, before.replace(from, () => to))
  }
  const { default: plugin } = await import(pathToFileURL(join(folder, 'src/plugin.ts')).href) as { default: Plugin }
  return { plugin, folder, remove: () => { rmSync(folder, { recursive: true, force: true }) } }
}
