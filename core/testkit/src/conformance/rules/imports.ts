import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import type { Import, Source } from '../bench/read-sources.ts'
import type { Finding, Rule } from '../rule.ts'
import type { ModulePlace } from '../workbench.ts'

interface Manifest {
  readonly name?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/** What the portal lends to every module's web half. */
const lent = ['@vmeste/web', 'vue', 'vue-router']

export const imports: Rule = {
  id: 'bronze/imports',
  title:
    'its sources import the SDK, what the portal lends its pages, and its own declared dependencies; never another module',
  run: ({ folder, others, sources }) => {
    const { dependencies = {} } = manifestOf(folder)
    const modules = new Set(others.map((other) => manifestOf(other.folder).name))
    const foreign = (name: string): boolean =>
      (name.startsWith('@vmeste/') && name !== '@vmeste/sdk') || modules.has(name)
    const own = Object.keys(dependencies).filter((name) => !foreign(name))
    const allowed = { server: new Set(['@vmeste/sdk', ...own]), web: new Set(['@vmeste/sdk', ...lent, ...own]) }
    return [
      ...Object.keys(dependencies)
        .filter(foreign)
        .map((name): Finding => ({
          culprit: `package.json: ${name}`,
          message: 'a module depends on the SDK and on plain libraries',
          fix: `take "${name}" out of dependencies; modules meet in capabilities and events`,
        })),
      ...sources().flatMap((source) => {
        const { half } = source
        return half === 'test' ? [] : source.imports.flatMap((each) => faultOf(source, each, allowed[half], foreign))
      }),
    ]
  },
}

function faultOf(
  source: Source,
  { specifier, line }: Import,
  allowed: ReadonlySet<string>,
  foreign: (name: string) => boolean,
): Finding[] {
  const finding = (message: string, fix: string): Finding[] => [{ culprit: `${source.file}:${line}`, message, fix }]
  if (specifier === undefined)
    return finding(
      'it imports something whose name is computed',
      'write the name out: what a module stands on must be readable',
    )
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(source.file), specifier)
    if (target.startsWith('..'))
      return finding(
        `it reaches out of the module for "${specifier}"`,
        'keep what the module needs in its own folder, or meet the other in a capability',
      )
    return source.half === 'server' && target.startsWith('web/')
      ? finding(`its server half imports "${specifier}" of its pages`, 'move what both need to src')
      : []
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  if (allowed.has(name) || (source.half === 'server' && isBuiltin(specifier))) return []
  if (foreign(name))
    return finding(
      `it imports "${specifier}", which is no module's to import`,
      'use @vmeste/sdk; what another module can do is asked for by capability, what it tells is heard as an event',
    )
  return finding(
    `it imports "${specifier}", which the package does not declare`,
    `add "${name}" to dependencies, or do without it`,
  )
}

function manifestOf(folder: ModulePlace['folder']): Manifest {
  const file = join(folder, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {}
}
