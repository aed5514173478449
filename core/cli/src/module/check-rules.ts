import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import type { Plugin } from '@vmeste/sdk'
import type { Failure } from './check-module.ts'
import type { ModuleFolder } from './read-module.ts'
import { toolFile } from './run-tool.ts'

/** What we use of the kit. It is loaded by name: the platform itself needs no test tools to run. */
interface Kit {
  runConformance(
    plugin: Plugin,
    options: { folder: string; postgres: string },
  ): AsyncIterable<{
    outcome: 'passed' | 'failed' | 'untried'
    rule: string
    waitsFor?: string
    failures: readonly Failure[]
  }>
}

/** Every rule of the conformance kit, on a PostgreSQL of its own that nothing else uses. */
export async function checkRules({ plugin, folder }: ModuleFolder): Promise<Failure[]> {
  const kit = (await import(pathToFileURL(toolFile('@vmeste/testkit/run-conformance')).href)) as Kit
  const data = await mkdtemp(join(tmpdir(), 'vmeste-check-'))
  const postgres = await startEmbeddedPostgres(data, { durable: false, createDatabases: true })
  try {
    const failures: Failure[] = []
    for await (const { outcome, rule, waitsFor, failures: found } of kit.runConformance(plugin, {
      folder,
      postgres: postgres.url,
    })) {
      failures.push(...found)
      if (outcome === 'untried')
        failures.push({
          rule,
          culprit: plugin.id,
          message: `it was not tried: it stands on ${waitsFor}`,
          fix: `mend ${waitsFor} first`,
        })
    }
    return failures
  } finally {
    await postgres.stop()
    await rm(data, { recursive: true, force: true })
  }
}
