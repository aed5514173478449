import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'
import { Problem, type Lang } from '@vmeste/sdk'
import { describeError } from '../log/describe-error.ts'
import { outageOf } from '../outage/outage-of.ts'
import { tooComplex } from '../problems/limits.ts'
import { moduleDisabled } from '../problems/modules.ts'
import { internal, serviceUnavailable } from '../problems/outage.ts'
import { notUnderstood } from '../problems/requests.ts'
import type { FieldOwners } from './field-owners.ts'

export interface ErrorFormat {
  readonly lang: Lang
  readonly requestId: string
  readonly enabled: ReadonlySet<string>
  readonly owners: FieldOwners
  readonly logger: Logger
}

/** Codes that graphql-js and Apollo give to faults of the caller; their texts name nothing of ours. */
const callerFaults = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'BAD_REQUEST',
])

/**
 * What leaves: coded, in the reader's language, without a stack; what is ours to mend goes to the log under the
 * request's id.
 */
export function formatError(error: unknown, format: ErrorFormat): GraphQLFormattedError {
  const original = rootCause(error)
  const graphql = error instanceof GraphQLError ? error : undefined
  const where = graphql?.path ? { path: graphql.path } : {}
  // a promise of the module that was broken: whoever is asked about it finds which one in the log
  if (original instanceof Problem && original.code === 'LIST_TOO_LONG')
    format.logger.warn({ requestId: format.requestId, ...original.options.detail }, 'a list is longer than its @bound')
  if (original instanceof Problem) return { ...shape(original, format.lang), ...where }
  const message = error instanceof Error ? error.message : String((error as { message?: unknown })?.message)
  const off = format.owners.offModule(message, format.enabled)
  if (off !== undefined) return { ...shape(moduleDisabled(off), format.lang), ...where }
  // errors made by the compiled executor may have no extensions at all, whatever their type says
  const extensions = graphql?.extensions
  const code = extensions?.['code']
  // Apollo may put its own code over that of a rule
  const large = code === 'QUERY_TOO_COMPLEX' ? String(extensions?.['what']) : /^too large: (.*)$/.exec(message)?.[1]
  if (large !== undefined) return shape(tooComplex(large), format.lang)
  const caller =
    typeof code === 'string' && callerFaults.has(code)
      ? code
      : graphql && original === graphql && graphql.path === undefined
        ? 'GRAPHQL_VALIDATION_FAILED'
        : undefined
  if (caller)
    return {
      ...shape(notUnderstood(caller, withoutSuggestion(message)), format.lang),
      ...(graphql?.locations ? { locations: graphql.locations } : {}),
      ...where,
    }
  const outage = outageOf(original)
  if (outage) {
    format.logger.warn(
      { requestId: format.requestId, outage, error: describeError(original) },
      'the platform cannot answer',
    )
    return { ...shape(serviceUnavailable(), format.lang), ...where }
  }
  format.logger.error(
    { requestId: format.requestId, error: describeError(original), path: graphql?.path?.join('.') },
    'unexpected error in the graph',
  )
  return { ...shape(internal(format.requestId), format.lang), ...where }
}

/**
 * Whether an answer says that the platform itself could not: then its status says so too, for whoever reads no bodies.
 */
export const saysUnavailable = (
  errors: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[] | undefined,
): boolean => errors?.some(({ extensions }) => extensions?.['code'] === 'SERVICE_UNAVAILABLE') ?? false

const shape = (problem: Problem, lang: Lang): GraphQLFormattedError => ({
  message: problem.messageIn(lang),
  extensions: { code: problem.code, ...problem.options.detail },
})

function rootCause(error: unknown): unknown {
  let cause = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  return cause
}

/** Suggestions would tell strangers the names of fields they may not see. */
const withoutSuggestion = (message: string): string => message.replace(/ Did you mean .*$/s, '').slice(0, 300)
