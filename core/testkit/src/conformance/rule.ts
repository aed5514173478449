import type { Plugin } from '@vmeste/sdk'
import type { Workbench } from './workbench.ts'

/** What breaks a rule: who, what is wrong, and what to do about it. */
export interface Finding {
  /** A file with its line, a field, a table, a permission: what has to be changed. */
  readonly culprit: string
  readonly message: string
  readonly fix: string
}
export interface Failure extends Finding {
  /** `bronze/guarded` */
  readonly rule: string
}

/** What every rule is about, whatever else its kind looks at. */
export interface RuleSubject {
  readonly plugin: Plugin
  /** Rules that could not be tried, and what each waits for. */
  readonly waiting: Map<string, string>
}

/** One thing that the platform promises of every module, and a way to try it. */
export interface Rule<Subject extends RuleSubject = Workbench> {
  /** `bronze/guarded` */
  readonly id: string
  /** The promise, as a sentence about the module. */
  readonly title: string
  run(subject: Subject): readonly Finding[] | Promise<readonly Finding[]>
}

export interface RuleResult {
  readonly rule: string
  readonly title: string
  /** `untried`: what the rule stands on is broken, and another rule says so. */
  readonly outcome: 'passed' | 'failed' | 'untried'
  readonly failures: readonly Failure[]
  /** Where untried: the rule to mend first. */
  readonly waitsFor?: string
  readonly milliseconds: number
}

/** Thrown to say that a rule cannot be tried before another holds. */
export class Untried extends Error {
  readonly waitsFor: string
  constructor(waitsFor: string, cause?: unknown) {
    super(`cannot be tried before ${waitsFor} holds`, { cause })
    this.waitsFor = waitsFor
  }
}
