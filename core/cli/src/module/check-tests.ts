import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Failure } from './check-module.ts'
import { runTool, toolProgram } from './run-tool.ts'

interface Report {
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

/**
 * The module's own tests; where they ask the kit, with samples of their own, its failures are told as the kit tells
 * them.
 */
export async function checkTests(folder: string): Promise<Failure[]> {
  const out = await mkdtemp(join(tmpdir(), 'vmeste-check-'))
  try {
    const file = join(out, 'report.json')
    const { code, output } = await runTool(
      toolProgram('vitest'),
      ['run', '--root', folder, '--reporter', 'json', '--outputFile', file],
      { cwd: folder, deadlineMs: 600_000 },
    )
    if (code === 0) return []
    const text = await readFile(file, 'utf8').catch(() => undefined)
    const failed = text === undefined ? [] : failuresOf(JSON.parse(text) as Report, folder)
    return failed.length > 0
      ? failed
      : [
          {
            rule: 'tests',
            culprit: folder,
            message: output.trim().split('\n').slice(-5).join('\n'),
            fix: 'run vitest in the module’s folder',
          },
        ]
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}

const failuresOf = ({ testResults }: Report, folder: string): Failure[] =>
  testResults.flatMap(({ name, status, message, assertionResults }): Failure[] => {
    const file = relative(folder, name)
    const tests = assertionResults
      .filter((each) => each.status === 'failed')
      .map(
        (each): Failure =>
          ofTheKit(each.failureMessages[0]) ?? {
            rule: 'tests',
            culprit: `${file} › ${each.fullName}`,
            message: firstLine(each.failureMessages[0]),
            fix: `run it alone: vitest run ${file}`,
          },
      )
    return tests.length === 0 && status === 'failed'
      ? [{ rule: 'tests', culprit: file, message: firstLine(message), fix: `run it alone: vitest run ${file}` }]
      : tests
  })

function ofTheKit(message = ''): Failure | undefined {
  const [, rule, culprit, what, fix] =
    /^(?:Error: )?([a-z]+\/[a-z-]+): (.+)\n {2}([^]+?)\n {2}Fix: (.+)/.exec(message) ?? []
  return rule && culprit && what && fix ? { rule, culprit, message: what, fix } : undefined
}

const firstLine = (message: string | undefined): string => (message ?? '').split('\n')[0]!.slice(0, 500)
