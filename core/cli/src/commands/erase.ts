import { Command } from 'commander'
import { eraseWhom, type EraseOptions } from '../people/erase-whom.ts'

/** `vmeste erase vera`: the short form of `vmeste person erase --account vera`. */
export const eraseCommand = (): Command =>
  new Command('erase')
    .description(
      'Erase what modules hold about one person, and their account; also out of every backup that is restored later',
    )
    .argument('<person>', 'user name, or the key <issuer>|<id>')
    .option('--city <slug>', 'in this city alone; the account stays')
    .option('--yes', 'do not ask: for scripts')
    .option('--json', 'one JSON value; asks nothing, so it needs --yes')
    .action((account: string, options: Omit<EraseOptions, 'account'>) => eraseWhom({ ...options, account }))
