import { doors } from './check-statement.ts'

/** A function or procedure of a module, as its schema has it. */
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
  readonly text: string
}

/** The session's city is `app.city`; a text put together while it runs has been looked at by nobody. */
const hidden = /\bapp\b|\bexecute\b/i
/** What an owner may do and a module at work may not. */
const definition = /\b(?:alter|create|drop|grant|revoke|copy|truncate)\b/i

/**
 * A module calls its functions while it works, past the look at its statements: so the look falls on their texts. Like that one it stops mistakes and
 * what is hidden lightly. Where a function runs with its owner's rights the rules are stricter, for the owner could take the walls down.
 */
export function faultOfRoutine({ short, name, kind, language, definer, settings, text }: Routine, lent: readonly string[]): string[] {
  const faults = [
    ...kind === 'f' || kind === 'p' ? [] : ['a module has no aggregates of its own'],
    ...language === 'sql' || language === 'plpgsql' ? [] : [`it is written in ${language}, not in sql or plpgsql`],
    ...settings.every((setting) => setting.startsWith('search_path=')) ? [] : ['it sets more than search_path'],
    ...doors.test(text) || hidden.test(text) ? ['it changes settings, reaches what the database shares, or runs a text that nobody has looked at'] : [],
    ...!definer ? [] : [
      ...settings.some((setting) => setting.startsWith('search_path=')) ? [] : ['it is security definer and does not set search_path'],
      ...lent.includes(short) ? [] : ['it is security definer, which only a function that "lends" names may be'],
      ...definition.test(text) ? ['it is security definer and changes definitions'] : [],
    ],
  ]
  return faults.map((fault) => `function ${name}: ${fault}`)
}
