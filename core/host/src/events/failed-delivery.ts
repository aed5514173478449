import { Problem, VmesteError, type z } from '@vmeste/sdk'

/**
 * Why a delivery failed, as it may be stored and shown: codes and names, never a message,
 * for messages quote the data that upset somebody, and that may be a person's.
 */
export function failureOf(error: unknown): string {
  if (error instanceof Problem || error instanceof VmesteError) return error.code
  if (!(error instanceof Error)) return 'UNKNOWN'
  const { code, constraint } = error as Error & { code?: unknown; constraint?: unknown }
  return [typeof code === 'string' ? code : error.name, ...(typeof constraint === 'string' ? [constraint] : [])].join(
    ' ',
  )
}

/** Where an event has another shape than its subscriber needs: paths and kinds of faults, no values. */
export const misfitOf = (error: z.ZodError): string =>
  `EVENT_SHAPE ${error.issues
    .slice(0, 10)
    .map((issue) => `${issue.path.join('.') || '(root)'}:${issue.code}`)
    .join(' ')}`
