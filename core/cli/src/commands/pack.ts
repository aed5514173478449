import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { givenPath } from '../platform/given-path.ts'

/** `vmeste pack .`: one file to send to whoever installs the module. */
export const packCommand = (): Command =>
  new Command('pack')
    .description('Pack a module as JavaScript: one file for vmeste add')
    .argument('<folder>', 'of the module')
    .option('--to <folder>', 'where the package goes; the current folder when left out')
    .option('--json', 'one JSON value')
    .action(async (given: string, { to, json }: { to?: string; json?: true }) => {
      const { packModule } = await import('../module/pack-module.ts')
      const { id, name, version, integrity, content, files } = await packModule(givenPath(given))
      const file = join(givenPath(to ?? '.'), `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`)
      await writeFile(file, content)
      if (json) console.log(JSON.stringify({ id, name, version, file, integrity, bytes: content.length, files }))
      else
        console.log(
          `${file}\n  ${files.length} files, ${Math.ceil(content.length / 1000)} kB\n  integrity ${integrity}\nWhoever runs a platform adds it: vmeste add ${file}`,
        )
    })
