#!/usr/bin/env node
import { makeProgram } from './program.ts'
import { run } from './run.ts'

process.exitCode = await run(makeProgram(), process.argv.slice(2))
