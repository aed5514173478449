import { Command } from 'commander'
import { eraseWhom, type EraseOptions } from '../people/erase-whom.ts'
import { exportWhom, type ExportOptions } from '../people/export-whom.ts'

const named = (command: Command): Command =>
  command
    .option('--email <address>', 'who left this e-mail, with an account or without')
    .option('--phone <number>', 'who left this number')
    .option('--account <name>', 'user name, or the key <issuer>|<id>')
    .option('--json', 'one JSON value; asks nothing')

/**
 * `vmeste person export --email olha@example.by --to olha.zip`, `vmeste person erase --phone "+375 29 123-45-67"`: what
 * is held about one person, for them, or gone.
 */
export const personCommand = (): Command =>
  new Command('person')
    .description('What is held about one person: give it to them, or erase it')
    .addCommand(
      named(new Command('export'))
        .description('Write all of it into a ZIP of JSON and photos')
        .option('--city <slug>', 'of this city alone')
        .option('--to <file>', 'a file that is not there yet; one named by the moment, in this folder, unless given')
        .action((options: ExportOptions) => exportWhom(options)),
    )
    .addCommand(
      named(new Command('erase'))
        .description('Erase all of it, and the account; also out of every backup that is restored later')
        .option('--city <slug>', 'in this city alone; the account stays')
        .option('--yes', 'do not ask: for scripts')
        .action((options: EraseOptions) => eraseWhom(options)),
    )
