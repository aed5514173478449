/**
 * `node test/release/write-released-migrations.ts`, once at a release: its migrations may not change any more, and
 * later ones only add.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digestsOf } from './additive.ts'
import { allUnits } from './all-units.ts'

await writeFile(
  join(import.meta.dirname, 'released-migrations.json'),
  `${JSON.stringify(digestsOf(await allUnits()), undefined, 2)}\n`,
)
