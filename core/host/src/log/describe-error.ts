import { withoutPeople } from './without-people.ts'

/** What of an error may stand in a log: enough to mend it, no row of anybody's. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: withoutPeople(String(error)) }
  const { code, severity, table, column, constraint } = error as Error & Record<string, unknown>
  const database = severity !== undefined
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    // PostgreSQL quotes the offending value in its message, and the value may hold quotes; names of tables and columns
    // come apart
    message: withoutPeople(database ? error.message.replace(/".*"/s, '"…"') : error.message),
    ...(database ? { table, column, constraint } : {}),
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 8)
      .join('\n'),
  }
}
