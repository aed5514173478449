import { readFileSync } from 'node:fs'
import { closingLine, sumOf } from './closing-line.ts'

/** Prints the sum of several runs as one closing line; each argument is a file with the output of one run. */
const sum = sumOf(process.argv.slice(2).map((file) => readFileSync(file, 'utf8')))
console.log(closingLine(sum))
process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1
