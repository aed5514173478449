import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import ts from 'typescript'

/** A file of a source tree and what it imports, types too, as paths below the root of the tree. */
export type Imports = ReadonlyMap<string, readonly string[]>

/** A test is no part of its folder: it may stand everything up. */
const isSource = (name: string): boolean => /\.(ts|vue)$/.test(name) && !name.endsWith('.test.ts')

/** Of a component its scripts alone. */
function scriptOf(file: string): string {
  const text = readFileSync(file, 'utf8')
  if (!file.endsWith('.vue')) return text
  return [...text.matchAll(/^<script\b[^>]*>$(.*?)^<\/script>$/gms)].map(([, script]) => script).join('\n')
}

/** What the files below a folder import of each other. */
export function importsBelow(root: string): Imports {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isSource(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${sep}node_modules${sep}`))
  return new Map(
    files.map((file) => [
      relative(root, file),
      ts
        .preProcessFile(scriptOf(file), true, true)
        .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
        .map(({ fileName }) => relative(root, join(dirname(file), fileName)))
        .filter((target) => !target.startsWith('..')),
    ]),
  )
}

/** Name of the files that stand in a folder beside its own folders. */
const ownFiles = '(files)'

/**
 * Folders that need each other, whole: at every level each folder counts with all that is in it.
 *
 * @param own whether files beside the folders count as one of them
 * @returns one line for each round, `identity: embedded → keycloak → embedded`
 */
export function folderCycles(imports: Imports, own = true): string[] {
  const levels = new Map<string, Map<string, Set<string>>>()
  for (const [file, targets] of imports) {
    for (const target of targets) {
      const { level, from, to } = meeting(file.split(sep), target.split(sep))
      if (from === to || (!own && [from, to].includes(ownFiles))) continue
      const needs = levels.get(level) ?? new Map<string, Set<string>>()
      levels.set(level, needs)
      needs.set(from, (needs.get(from) ?? new Set()).add(to))
    }
  }
  return [...levels].flatMap(([level, needs]) => {
    const round = roundIn(needs)
    return round ? [`${level}: ${round.join(' → ')}`] : []
  })
}

/** The level at which two files part, and the two parts of it that they are in. */
function meeting(file: readonly string[], target: readonly string[]) {
  let depth = 0
  while (depth < Math.min(file.length, target.length) - 1 && file[depth] === target[depth]) depth++
  const partOf = (path: readonly string[]): string => (depth < path.length - 1 ? path[depth]! : ownFiles)
  return { level: file.slice(0, depth).join('/') || '.', from: partOf(file), to: partOf(target) }
}

/** The first way that leads back to where it began. */
function roundIn(needs: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const done = new Set<string>()
  const walk = (part: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(part)) return [...way.slice(way.indexOf(part)), part]
    if (done.has(part)) return undefined
    for (const next of [...(needs.get(part) ?? [])].sort()) {
      const round = walk(next, [...way, part])
      if (round) return round
    }
    done.add(part)
    return undefined
  }
  for (const part of [...needs.keys()].sort()) {
    const round = walk(part, [])
    if (round) return round
  }
  return undefined
}
