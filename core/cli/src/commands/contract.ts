import { Command } from 'commander'
import { relative } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import { givenPath } from '../platform/given-path.ts'
import type { FolderContract } from '../platform/contracts.ts'

interface Options {
  readonly check?: boolean
  readonly against?: string
}

/**
 * `vmeste contract`: writes what a module shows to the outside as files to commit, of every installed module or of one
 * folder.
 */
export const contractCommand = (): Command =>
  new Command('contract')
    .description(
      'Write contract/ of the core, the civic services and every installed module; or of the module in one folder',
    )
    .argument('[folder]', 'of one module’s package')
    .option('--check', 'write nothing; fail when a file is out of date')
    .option(
      '--against <earlier>',
      'write nothing; show what has changed since a revision of git or an earlier copy of the module, and fail when it breaks somebody and the version does not say so',
    )
    .action(async (folder: string | undefined, { check, against }: Options) => {
      const { moduleContracts, platformContracts } = await import('../platform/contracts.ts')
      const contracts =
        folder === undefined
          ? [...platformContracts(), ...(await moduleContracts())]
          : await moduleContracts([givenPath(folder)])
      if (against !== undefined) await compare(contracts, against)
      else if (check) await requireFresh(contracts, folder)
      else await write(contracts)
    })

const shown = (folder: string): string => relative(process.cwd(), folder) || '.'

async function write(contracts: readonly FolderContract[]): Promise<void> {
  const { writeContract } = await import('@vmeste/host/contract')
  for (const { folder, contract } of contracts)
    for (const file of await writeContract(folder, contract)) console.log(`wrote ${shown(folder)}/contract/${file}`)
}

async function requireFresh(contracts: readonly FolderContract[], given: string | undefined): Promise<void> {
  const { contractDifferences, differenceText } = await import('@vmeste/host/contract')
  const stale = (
    await Promise.all(
      contracts.map(async ({ folder, contract }) =>
        (await contractDifferences(folder, contract)).map((each) => `${shown(folder)}/${differenceText(each)}`),
      ),
    )
  ).flat()
  if (stale.length > 0)
    throw new VmesteError(
      'VMESTE_CONTRACT_STALE',
      `out of date; run npm run -s vmeste -- contract${given === undefined ? '' : ` ${given}`}\n${stale.join('\n')}`,
    )
}

async function compare(contracts: readonly FolderContract[], against: string): Promise<void> {
  const [{ allowsBreaking, contractChanges }, { earlierContract }] = await Promise.all([
    import('@vmeste/host/contract'),
    import('../module/earlier-contract.ts'),
  ])
  const unsaid: string[] = []
  for (const { folder, contract } of contracts) {
    const before = await earlierContract(folder, against, Object.keys(contract))
    const changes = contractChanges(before, contract)
    console.log(`${shown(folder)}: ${changes.length === 0 ? 'nothing has changed' : ''}`)
    for (const { breaking, file, text } of changes)
      console.log(`  ${breaking ? 'breaking  ' : 'compatible'}  ${file}: ${text}`)
    const [old, now] = [before, contract].map(
      (each) => (JSON.parse(each['module.json']!) as { version: string }).version,
    )
    if (changes.some(({ breaking }) => breaking) && !allowsBreaking(old!, now!))
      unsaid.push(`${shown(folder)} breaks what others rely on, but is still ${now} after ${old}`)
  }
  if (unsaid.length > 0)
    throw new VmesteError(
      'VMESTE_CONTRACT_BREAKING',
      `${unsaid.join('\n')}\nRaise the version in package.json, or keep what was promised`,
    )
}
