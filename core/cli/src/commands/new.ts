import { readdir } from 'node:fs/promises'
import { Command } from 'commander'
import { VmesteError } from '@vmeste/sdk'
import { givenPath } from '../platform/given-path.ts'

/** `vmeste new stray-animals`: a whole working module in a folder of its own, wherever that is. */
export const newCommand = (): Command =>
  new Command('new')
    .description('Make a module: table, graph, events, settings, page, tests; then change it into yours')
    .argument('<id>', 'kebab case: stray-animals')
    .argument('[folder]', 'where; a new folder named like the module when left out')
    .option('--json', 'one JSON value')
    .action(async (id: string, given: string | undefined, { json }: { json?: true }) => {
      const folder = givenPath(given ?? id)
      const [{ verifyManifest }, { copyTemplate }, { linkPlatform }, { freshContract }] = await Promise.all([
        import('@vmeste/host'),
        import('../module/copy-template.ts'),
        import('../module/link-platform.ts'),
        import('../module/fresh-contract.ts'),
      ])
      const text = { ru: id, be: id, en: id }
      verifyManifest({ id, engine: '^0.1', title: text, summary: text }, [])
      if ((await readdir(folder).catch(() => [])).length > 0)
        throw new VmesteError(
          'VMESTE_NEW_FOLDER_TAKEN',
          `${folder} is not empty; name another folder: vmeste new ${id} <folder>`,
        )
      await copyTemplate(id, folder)
      await linkPlatform(folder)
      await freshContract(folder)
      console.log(
        json
          ? JSON.stringify({ id, folder })
          : `${folder} holds a working module. Read src/plugin.ts first; then: vmeste check ${given ?? id}`,
      )
    })
