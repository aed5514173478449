import type { Ctx } from './ctx.ts'
import type { Text } from './text.ts'

/**
 * Somebody as data about them can be found: an account, and the contacts that people leave without one. Any of the lists
 * may be empty.
 */
export interface PersonSubject {
  /** Of accounts: `<iss>|<sub>`. */
  readonly keys: readonly string[]
  /** In lower case. */
  readonly emails: readonly string[]
  /** Every way a number is kept: `+375291234567` first, then `375291234567`, `80291234567`, … */
  readonly phones: readonly string[]
  /** What is theirs alone: `module:Type:id`. Modules add to it before anything is exported or erased, see `things`. */
  readonly things: readonly string[]
}

/** What is held about a person, for them; and how it goes. */
export interface AboutSubject {
  /**
   * References to what is theirs alone, `appeals:Report:…`: by these other modules and the shared services find what
   * hangs on it, a rating, a letter, a photo. Of a thing that came by its link, its companions.
   */
  things?(ctx: Ctx, subject: PersonSubject): Promise<readonly string[]>
  /**
   * Every such reference in the city, in pages of at most 1,000 in the order of their text: by it a thing that its
   * holder has erased by a link is found again in a restored backup.
   *
   * @param after last of the page before
   */
  every?(ctx: Ctx, after: string | undefined): Promise<readonly string[]>
  /** Everything held about them, at most 10,000 rows. Values are JSON; a photo is its id under `file` or `files`. */
  export(ctx: Ctx, subject: PersonSubject): Promise<readonly Record<string, unknown>[]>
  /**
   * Takes them out of it: their words go, counts and numbers stay. Called again it finds nothing more.
   *
   * @returns how many rows were changed
   */
  erase(ctx: Ctx, subject: PersonSubject): Promise<number>
}

/** How what is held is told to whoever it is about: «Мои данные» of the portal. */
export interface PlainWords {
  /** What it is, as people call it: «Ваши сообщения». The title of the module stands where nothing is said. */
  readonly title?: Text
  /**
   * Fields of exported rows by their names for people, in the order in which they are shown; others stand in the file
   * alone. Besides, a row says in `href` where below the city the thing itself is seen, and mended.
   */
  readonly fields?: Readonly<Record<string, Text>>
  /** How it is mended, in a sentence; with the page below the city where that is, if it is one page for all of it. */
  readonly correct?: { readonly text: Text; readonly path?: string }
}

/** One column group that holds data about a person, and how it ends. */
export interface PersonalData extends PlainWords {
  readonly table: string
  readonly columns: readonly string[]
  readonly purpose: Text
  /** Months after the case is closed; then `forget` runs. 0: it has no term. */
  readonly retentionMonths: number
  /** The same where the city says how long, in the settings of the module; `retentionMonths` is what it starts with. */
  monthsIn?(ctx: Ctx): number
  /** The term runs from the end of the case that it hangs on, and not from when it was written. */
  readonly afterClosing?: boolean
  /** Everything held about this person, for their export. Asked only where there is no `subject`. */
  export(ctx: Ctx, personKey: string): Promise<readonly Record<string, unknown>[]>
  /** Asked only where there is no `subject`. */
  erase(ctx: Ctx, personKey: string): Promise<number>
  /** The same for whoever has no account: by contacts and links too. */
  readonly subject?: AboutSubject
  /** What stays after `erase`, and why: said beforehand. */
  readonly stays?: Text
  /**
   * Takes people out of what is older than that, a bounded part of it: called once a day, again until it gives 0.
   *
   * @param before now without the months of the term
   * @returns how many rows were changed
   */
  forget?(ctx: Ctx, before: Date): Promise<number>
}

/** Who is nobody: to be filled in. */
export const emptySubject: PersonSubject = { keys: [], emails: [], phones: [], things: [] }

/**
 * A declaration that is asked for whole people. Hosts that know keys only ask it by these.
 *
 * @example
 *   aboutPeople({
 *     table: 'sighting', columns: ['person', 'note'], purpose, retentionMonths: 12,
 *     export: (ctx, { keys }) => …, erase: (ctx, { keys, emails }) => …,
 *   })
 */
export const aboutPeople = ({
  things,
  every,
  export: exportAll,
  erase,
  ...declared
}: Omit<PersonalData, 'export' | 'erase' | 'subject'> & AboutSubject): PersonalData => ({
  ...declared,
  export: (ctx, key) => exportAll(ctx, { ...emptySubject, keys: [key] }),
  erase: (ctx, key) => erase(ctx, { ...emptySubject, keys: [key] }),
  subject: { ...(things && { things }), ...(every && { every }), export: exportAll, erase },
})

/** Ids of those things of a subject that are of one type: `idsOf(subject, 'appeals:Report')`. */
export const idsOf = ({ things }: Pick<PersonSubject, 'things'>, type: string): string[] =>
  things.filter((thing) => thing.startsWith(`${type}:`)).map((thing) => thing.slice(type.length + 1))
