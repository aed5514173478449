import { Command } from 'commander'
import { givenPath } from '../platform/given-path.ts'

/** `vmeste link .`: after a module's folder was cloned or its `node_modules` were made anew. */
export const linkCommand = (): Command =>
  new Command('link')
    .description("Lend this platform's packages to a module's folder, for its editor, checks and tests")
    .argument('<folder>')
    .option('--json', 'one JSON value')
    .action(async (given: string, { json }: { json?: true }) => {
      const [{ linkPlatform }, { readModule }] = await Promise.all([
        import('../module/link-platform.ts'),
        import('../module/read-module.ts'),
      ])
      const folder = givenPath(given)
      const names = await linkPlatform(folder)
      const { plugin } = await readModule(folder)
      console.log(json ? JSON.stringify({ id: plugin.id, linked: names }) : `${plugin.id} sees ${names.join(', ')}`)
    })
