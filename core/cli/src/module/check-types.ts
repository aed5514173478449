import type { Failure } from './check-module.ts'
import { runTool, toolProgram } from './run-tool.ts'

/** The module's own types, pages included. */
export async function checkTypes(folder: string): Promise<Failure[]> {
  const { code, output } = await runTool(toolProgram('vue-tsc'), ['--noEmit', '-p', folder, '--pretty', 'false'], {
    cwd: folder,
    deadlineMs: 300_000,
  })
  if (code === 0) return []
  const found = [...output.matchAll(/^(.+?)\((\d+),\d+\): error (TS\d+): (.+)$/gm)]
    .slice(0, 50)
    .map(([, file, line, number, message]): Failure => ({
      rule: 'types',
      culprit: `${file}:${line}`,
      message: `${number}: ${message}`,
      fix: 'mend the type; an editor shows the same as you type',
    }))
  return found.length > 0
    ? found
    : [
        {
          rule: 'types',
          culprit: folder,
          message: output.trim().split('\n').slice(-5).join('\n'),
          fix: 'lend it the platform: vmeste link <folder>',
        },
      ]
}
