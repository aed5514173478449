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
  /** Time to fix, a deadline term: `5wd`. */
  readonly fix?: string
  /** Somebody must be called before anything is typed: gas → 104. */
  readonly callFirst?: string
}

/** The city's topic tree, shared by every module. */
export abstract class Topics {
  abstract leaves(): Promise<readonly Topic[]>
  abstract branches(): Promise<readonly { readonly code: string; readonly title: Text }[]>
  abstract find(code: string): Promise<Topic | undefined>
}
