import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql'
import { textBroken } from '../problems/requests.ts'

/**
 * PostgreSQL keeps no zero character, and half a surrogate pair is no character at all: neither was ever typed by a
 * person.
 */
const isBroken = (text: string): boolean => text.includes('\0') || !text.isWellFormed()

/**
 * Looks at every text and every name inside a value, however deep: what one request may hold is bounded by the body's
 * size.
 *
 * @throws GraphQLError of the problem `TEXT_BROKEN`
 */
export function requirePlainText(value: unknown): void {
  const left: object[] = typeof value === 'object' && value !== null ? [value] : []
  for (let next = left.pop(); next; next = left.pop()) {
    for (const [name, inner] of Object.entries(next) as [string, unknown][]) {
      if (isBroken(name) || (typeof inner === 'string' && isBroken(inner))) throw brokenText()
      if (typeof inner === 'object' && inner !== null) left.push(inner)
    }
  }
}

/** The same for texts that stand in the document itself. */
export const plainTextRule = (context: ValidationContext): ASTVisitor => ({
  StringValue(node) {
    if (isBroken(node.value)) context.reportError(brokenText())
  },
})

function brokenText(): GraphQLError {
  const problem = textBroken()
  return new GraphQLError(problem.message, { originalError: problem })
}
