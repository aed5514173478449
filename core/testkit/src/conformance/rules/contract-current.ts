import { contractDifferences, differenceText, folderContract } from '@vmeste/host/contract'
import { VmesteError } from '@vmeste/sdk'
import { Untried, type Rule } from '../rule.ts'
import { rulesOfCodes } from './manifest.ts'

export const contractCurrent: Rule = {
  id: 'bronze/contract-current',
  title: 'its contract/ says what its code says, so that a change of it was a diff somebody read',
  run: async ({ folder }) => {
    const contract = await folderContract(folder).catch((error: unknown) => {
      if (error instanceof VmesteError && !error.code.startsWith('VMESTE_CONTRACT_'))
        throw new Untried(rulesOfCodes.get(error.code) ?? 'bronze/manifest', error)
      throw error
    })
    return (await contractDifferences(folder, contract)).map((difference) => ({
      culprit: `contract/${difference.file}:${difference.line}`,
      message: differenceText(difference),
      fix: 'run vmeste contract, and read the difference before committing it',
    }))
  },
}
