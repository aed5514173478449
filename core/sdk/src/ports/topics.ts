import type { Text } from '../text.ts'

export interface Topic {
  /** `YARD.PLAY` */
  readonly code: string
  /** Code of the branch, `YARD`; empty for a top-level leaf. */
  readonly parent?: string
  readonly title: Text
  /** Code of the department it goes to by default. */
  readonly department: string
  /** Time to make safe, a deadline term: `24h`. */
  readonly makeSafe?: string
  /** Time to fix, a deadline term: `5wd`, or a named one of the profile: `consider`. */
  readonly fix?: string
  /** A shorter time to make safe that holds in one case only: somebody is stuck in the lift. */
  readonly urgent?: { readonly term: string; readonly when: Text }
  /** Somebody must be called before anything is typed: gas → 104. */
  readonly callFirst?: string
  /** What the terms cannot say by themselves, for staff and administrators. */
  readonly note?: Text
}

export interface TopicBranch {
  readonly code: string
  readonly title: Text
}

/** The city's topic tree, shared by every module. */
export abstract class Topics {
  /** What a person may choose from, in the order of the tree. */
  abstract leaves(): Promise<readonly Topic[]>
  abstract branches(): Promise<readonly TopicBranch[]>
  /** A leaf by its code; those the city no longer offers too, for the cases that have them. */
  abstract find(code: string): Promise<Topic | undefined>
}
