import { Command } from 'commander'
import { addCommand } from './commands/add.ts'
import { adminCommand } from './commands/admin.ts'
import { backupCommand, backupKeyCommand } from './commands/backup.ts'
import { checkCommand } from './commands/check.ts'
import { cityCommand } from './commands/city.ts'
import { contractCommand } from './commands/contract.ts'
import { deadlineCommand } from './commands/deadline.ts'
import { demoCommand } from './commands/demo.ts'
import { eraseCommand } from './commands/erase.ts'
import { filesCommand } from './commands/files.ts'
import { keysCommand } from './commands/keys.ts'
import { letterCommand } from './commands/letter.ts'
import { linkCommand } from './commands/link.ts'
import { newCommand } from './commands/new.ts'
import { operationsCommand } from './commands/operations.ts'
import { packCommand } from './commands/pack.ts'
import { personCommand } from './commands/person.ts'
import { removeCommand } from './commands/remove.ts'
import { restoreCommand } from './commands/restore.ts'
import { secondFactorCommand } from './commands/second-factor.ts'
import { serveCommand } from './commands/serve.ts'
import { statusCommand } from './commands/status.ts'
import { tokenCommand } from './commands/token.ts'
import { upgradeCommand } from './commands/upgrade.ts'
import { verifyCommand } from './commands/verify.ts'

/**
 * Every command, made anew: what was given to one line is not there for the next. What a command needs is imported when
 * it runs: `deadline` must not wait for the whole host.
 */
export const makeProgram = (): Command =>
  new Command('vmeste')
    .description(
      'Vmeste from the command line. With --json a command prints one JSON value; a failure is {"code","message"} and exit code 1.',
    )
    .addCommand(serveCommand())
    .addCommand(upgradeCommand())
    .addCommand(deadlineCommand())
    .addCommand(statusCommand())
    .addCommand(tokenCommand())
    .addCommand(adminCommand())
    .addCommand(letterCommand())
    .addCommand(secondFactorCommand())
    .addCommand(keysCommand())
    .addCommand(cityCommand())
    .addCommand(filesCommand())
    .addCommand(demoCommand())
    .addCommand(eraseCommand())
    .addCommand(personCommand())
    .addCommand(backupCommand())
    .addCommand(backupKeyCommand())
    .addCommand(verifyCommand())
    .addCommand(restoreCommand())
    .addCommand(operationsCommand())
    .addCommand(newCommand())
    .addCommand(linkCommand())
    .addCommand(checkCommand())
    .addCommand(packCommand())
    .addCommand(addCommand())
    .addCommand(removeCommand())
    .addCommand(contractCommand())
