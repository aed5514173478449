import { VmesteError } from '@vmeste/sdk'
import { withoutLeading } from './sql-words.ts'

const verbs =
  /^(?:\(|(?:select|insert|update|delete|merge|with|values|lock|explain|savepoint|release|rollback(?:\s+(?:work|transaction))?\s+to)\b)/i
/**
 * What changes settings of the session, holds locks by number, speaks to other hosts, writes objects of no schema, or
 * runs a text that nobody has looked at.
 */
export const doors =
  /\b(?:set_config|pg_settings|pg_notify|pg_(?:try_)?advisory_\w+|lo_(?:creat\w*|from_bytea|put|import|export|unlink|open|truncate\w*)|lowrite|(?:query|cursor|table|schema|database)_to_xml\w*|ts_stat|ts_rewrite|crosstab\w*|connectby|xpath_table|dblink\w*)\b|U&["']/i
/** Statements are few and come again and again; their values travel apart. */
const atMost = 5_000
const several = new Map<string, boolean>()

/**
 * Looks at the text of a module's statement: the city is a setting of the session, and raw SQL, a module's own or
 * injected into it, must not set another. A gate for mistakes and for injected text, not for whoever writes code on
 * purpose: see `docs/trust.md`.
 *
 * @returns whether the server must be told to take one statement only
 * @throws VmesteError `VMESTE_SQL_REFUSED`
 */
export function checkStatement(text: string): boolean {
  const known = several.get(text)
  if (known !== undefined) return known
  if (!verbs.test(withoutLeading(text)) || doors.test(text)) {
    throw new VmesteError(
      'VMESTE_SQL_REFUSED',
      `A module may read and write rows and nothing else; refused: ${text.slice(0, 200)}`,
    )
  }
  if (several.size >= atMost) several.clear()
  const made = text.includes(';')
  several.set(text, made)
  return made
}
