import { forbiddenIn } from './read-body.ts'
import { sqlWords } from './sql-words.ts'

/** A function of a module, as its schema has it. */
export interface Routine {
  /** Without the schema. */
  readonly short: string
  readonly name: string
  /** `f` function, `p` procedure, `a` aggregate, `w` window function. */
  readonly kind: string
  readonly language: string
  /** Runs with the rights of its owner. */
  readonly definer: boolean
  /** `search_path=pg_catalog, pg_temp` */
  readonly settings: readonly string[]
  readonly body: string
}

const kinds: Readonly<Record<string, string>> = { a: 'aggregates', p: 'procedures', w: 'window functions' }

/**
 * A module calls its functions while it works, past the look at its statements: so the look falls on their texts. The
 * rules are the same for all of them, for one that runs with its owner's rights may call any other, and the owner could
 * take the walls down.
 */
export function faultsOfRoutine(
  { short, name, kind, language, definer, settings, body }: Routine,
  lent: readonly string[],
): string[] {
  const known = language === 'sql' || language === 'plpgsql'
  const words = known ? sqlWords(body) : undefined
  const forbidden = words && forbiddenIn(words, language)
  const path = settings.some((setting) => setting.startsWith('search_path='))
  const faults = [
    ...(kind === 'f' ? [] : [`a module has no ${kinds[kind] ?? 'such routines'} of its own`]),
    ...(known ? [] : [`it is written in ${language}, not in sql or plpgsql`]),
    ...(settings.every((setting) => setting.startsWith('search_path=')) ? [] : ['it sets more than search_path']),
    ...(forbidden === undefined
      ? []
      : [
          `"${forbidden}" may not stand there: a function reads and writes rows, and runs no text that nobody has looked at`,
        ]),
    ...(!definer
      ? []
      : [
          ...(path ? [] : ['it is security definer and does not set search_path']),
          ...(lent.includes(short) ? [] : ['it is security definer, which only a function that "lends" names may be']),
        ]),
  ]
  return faults.map((fault) => `function ${name}: ${fault}`)
}
