import { Kind, parse, print, type ASTNode, type DefinitionNode, type NameNode } from 'graphql'
import type { Plugin } from '@vmeste/sdk'

/** What stands first in the file: small things before what is made of them, and what is added to others at the end. */
const order: readonly string[] = [
  Kind.DIRECTIVE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
]

/**
 * What the module adds to the graph, in one order whatever its files are: a move inside the source is no change
 * outside.
 */
export function sdlOf({ graph }: Plugin): string {
  const { definitions } = parse(graph?.typeDefs.trim() || 'scalar _Nothing', { noLocation: true })
  const merged = new Map<string, DefinitionNode>()
  for (const definition of definitions) {
    const key = keyOf(definition)
    const before = merged.get(key)
    merged.set(key, before ? joined(before, definition) : definition)
  }
  merged.delete(`${Kind.SCALAR_TYPE_DEFINITION} _Nothing`)
  const sorted = [...merged].sort(
    ([a, one], [b, other]) => order.indexOf(one.kind) - order.indexOf(other.kind) || (a < b ? -1 : 1),
  )
  return sorted
    .map(([, definition]) => `${print(membersSorted(definition as unknown as Members) as unknown as ASTNode)}\n`)
    .join('\n')
}

/** Two `extend type Query` are one; two `@each` of different capabilities are not. */
const keyOf = (definition: DefinitionNode): string =>
  [
    definition.kind,
    'name' in definition ? definition.name?.value : '',
    ...('directives' in definition ? (definition.directives ?? []) : []).map((each) => print(each)),
  ].join(' ')

function joined(one: DefinitionNode, other: DefinitionNode): DefinitionNode {
  const both: Record<string, unknown> = { ...one }
  for (const list of ['fields', 'interfaces', 'values', 'types']) {
    const more = (other as unknown as Record<string, readonly ASTNode[] | undefined>)[list]
    if (more) both[list] = [...((both[list] as readonly ASTNode[]) ?? []), ...more]
  }
  return both as unknown as DefinitionNode
}

interface Members {
  readonly [list: string]: unknown
}
const lists = ['fields', 'arguments', 'values', 'types', 'interfaces']

/**
 * Members of a definition by name, and arguments of its fields. By hand: a visitor that copies costs a start ten times
 * as much.
 */
function membersSorted<Node extends Members>(node: Node): Node {
  const sorted = lists.flatMap((list): [string, unknown][] => {
    const members = node[list] as readonly (Members & { readonly name: NameNode })[] | undefined
    return members?.length
      ? [[list, [...members].sort((a, b) => (a.name.value < b.name.value ? -1 : 1)).map(membersSorted)]]
      : []
  })
  return sorted.length ? { ...node, ...Object.fromEntries(sorted) } : node
}
