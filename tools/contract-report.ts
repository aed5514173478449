import type { TestModule } from 'vitest/node'
import { tallyOf } from './closing-line.ts'

/** How many checks of the identity contract a run made on a provider; nothing where it made none. */
export function contractReport(provider: string, modules: readonly TestModule[], more?: string): string {
  const { passed, failed } = tallyOf(
    modules.filter(({ moduleId }) => moduleId.includes('/test/identity-contract/')),
    0,
  )
  if (passed + failed === 0) return ''
  return [
    `Identity contract on ${provider}: ${passed + failed} checks, ${failed} failed`,
    ...(more ? [more] : []),
  ].join('\n')
}
