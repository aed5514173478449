#!/usr/bin/env node
import { Command } from 'commander'
import { deadlineCommand } from './commands/deadline.ts'
import { serveCommand } from './commands/serve.ts'
import { run } from './run.ts'

const program = new Command('vmeste')
  .description('Vmeste from the command line. With --json a command prints one JSON value; a failure is {"code","message"} and exit code 1.')
  .addCommand(serveCommand())
  .addCommand(deadlineCommand())

process.exitCode = await run(program, process.argv.slice(2))
