import { Command } from 'commander'
import { VmesteError } from '@vmeste/sdk'
import { givenPath } from '../platform/given-path.ts'

/** `vmeste check .`: whether a module keeps the contract; what a platform will ask of it, before it is packed. */
export const checkCommand = (): Command =>
  new Command('check')
    .description('Try a module against the contract’s rules, its types and its own tests')
    .argument('<folder>', 'of the module')
    .option('--json', 'one JSON value')
    .action(async (given: string, { json }: { json?: true }) => {
      const [{ checkModule }, { readModule }] = await Promise.all([
        import('../module/check-module.ts'),
        import('../module/read-module.ts'),
      ])
      const module = await readModule(givenPath(given))
      const failures = await checkModule(module, ({ what, seconds, failures: found }) => {
        if (!json) console.log(`${found.length === 0 ? '✓' : '✗'} ${what} (${seconds.toFixed(1)} s)`)
      })
      if (json) {
        console.log(JSON.stringify({ id: module.plugin.id, passed: failures.length === 0, failures }))
        process.exitCode = failures.length === 0 ? 0 : 1
        return
      }
      for (const { rule, culprit, message, fix } of failures)
        console.log(`\n${rule}: ${culprit}\n  ${message.replaceAll('\n', '\n  ')}\n  Fix: ${fix}`)
      if (failures.length > 0)
        throw new VmesteError(
          'VMESTE_CHECK_FAILED',
          `${module.plugin.id} does not keep the contract yet: ${failures.length} to mend`,
        )
      console.log(`${module.plugin.id} keeps the contract.`)
    })
