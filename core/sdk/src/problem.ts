import type { Lang, Text } from './text.ts'
import { tied } from './tied.ts'

/** Values put into a problem's text where it says `{name}`. */
export type ProblemParams = Readonly<Record<string, string | number>>

/** How a family of problems looks to the graph and to HTTP. */
export interface ProblemKind {
  /** GraphQL type of the union member it becomes: `InvalidInput`, `NotFound`, … */
  readonly type: string
  /** Status where it leaves through plain HTTP (files, forms). */
  readonly status: number
}

export const problemKinds = {
  invalid: { type: 'InvalidInput', status: 422 },
  /** Not even the form of a request. */
  malformed: { type: 'InvalidInput', status: 400 },
  notFound: { type: 'NotFound', status: 404 },
  wrongMethod: { type: 'NotAllowed', status: 405 },
  notAcceptable: { type: 'NotAllowed', status: 406 },
  notAllowed: { type: 'NotAllowed', status: 403 },
  /** The token is missing its time or its trust: sign in again. */
  signedOut: { type: 'NotAllowed', status: 401 },
  conflict: { type: 'Conflict', status: 409 },
  /** The body came so slowly that nobody waits for it. */
  tooSlow: { type: 'Unavailable', status: 408 },
  tooMany: { type: 'RateLimited', status: 429 },
  tooLarge: { type: 'InvalidInput', status: 413 },
  wrongType: { type: 'InvalidInput', status: 415 },
  unavailable: { type: 'Unavailable', status: 503 },
  /** Asked in vain: whether it was done nobody can say. */
  timeout: { type: 'Unavailable', status: 504 },
} as const satisfies Record<string, ProblemKind>

export type ProblemKindName = keyof typeof problemKinds

/** A parameter may be what somebody sent: an answer must not echo a hundred thousand characters. */
const longestParam = 300

/** What went wrong with one field of the input. */
export interface FieldProblem {
  readonly path: string
  readonly code: string
  readonly message: string
}

export interface ProblemOptions {
  readonly kind?: ProblemKindName
  readonly params?: ProblemParams
  /** Path of the offending input, `input.photos.0`. */
  readonly path?: string
  readonly fields?: readonly FieldProblem[]
  /** Extra fields of a module's own problem type, by GraphQL field name. */
  readonly detail?: Readonly<Record<string, unknown>>
  /** A module's own union member instead of the kind's: `DuplicateSuspected`. */
  readonly type?: string
  readonly cause?: unknown
}

/**
 * An expected refusal: coded, translated, safe to show. Throw it anywhere below a resolver;
 * the host turns it into the mutation's union member, or into a GraphQL error with `extensions.code`.
 *
 * @example throw new Problem('PLACE_UNKNOWN', texts.placeUnknown, { kind: 'notFound', params: { code } })
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly text: Text
  readonly options: ProblemOptions

  constructor(code: string, text: Text, options: ProblemOptions = {}) {
    super(`${code}: ${text.en}`, { cause: options.cause })
    this.code = code
    this.text = text
    this.options = options
  }

  get kind(): ProblemKind {
    return problemKinds[this.options.kind ?? 'invalid']
  }
  get type(): string {
    return this.options.type ?? this.kind.type
  }

  /** The text in one language with its parameters filled in, each cut to what a sentence can bear. */
  messageIn(lang: Lang): string {
    return tied(this.text[lang]).replace(/\{(\w+)\}/g, (whole, key: string) =>
      String(this.options.params?.[key] ?? whole).slice(0, longestParam),
    )
  }
}

/**
 * A fault of set-up or of code, for people who run or extend the platform: names the culprit and the fix,
 * has a line in `docs/errors.md`. Never shown to citizens.
 */
export class VmesteError extends Error {
  override readonly name = 'VmesteError'
  /** `VMESTE_PLUGIN_ENGINE_MISMATCH` */
  readonly code: `VMESTE_${string}`
  constructor(code: `VMESTE_${string}`, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}
