import { Command } from 'commander'
import { relative } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import { givenPath } from '../platform/given-path.ts'

/** `vmeste contract`: writes what a module shows to the outside as files to commit, of every installed module or of one folder. */
export const contractCommand = (): Command => new Command('contract')
  .description('Write contract/ of the core, the civic services and every installed module; or of the module in one folder')
  .argument('[folder]', 'of one module’s package')
  .option('--check', 'write nothing; fail when a file is out of date')
  .action(async (folder: string | undefined, { check }: { check?: boolean }) => {
    const [{ contractDifferences, differenceText, writeContract }, { moduleContracts, platformContracts }] = await Promise.all([import('@vmeste/host/contract'), import('../platform/contracts.ts')])
    const contracts = folder === undefined ? [...platformContracts(), ...await moduleContracts()] : await moduleContracts([givenPath(folder)])
    const stale: string[] = []
    for (const { folder: at, contract } of contracts) {
      const shown = relative(process.cwd(), at) || '.'
      if (check) stale.push(...(await contractDifferences(at, contract)).map((each) => `${shown}/${differenceText(each)}`))
      else for (const file of await writeContract(at, contract)) console.log(`wrote ${shown}/contract/${file}`)
    }
    if (stale.length > 0) throw new VmesteError('VMESTE_CONTRACT_STALE', `out of date; run npm run -s vmeste -- contract${folder === undefined ? '' : ` ${folder}`}\n${stale.join('\n')}`)
  })
