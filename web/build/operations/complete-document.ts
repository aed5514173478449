import {
  Kind,
  print,
  stripIgnoredCharacters,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const

/** Asks for `__typename` everywhere below the root: unions are told apart by it and the browser's cache lives on it. */
export function withTypenames<Node extends OperationDefinitionNode | FragmentDefinitionNode>(definition: Node): Node {
  return visit<Node>(definition, {
    SelectionSet: {
      leave(node: SelectionSetNode, _key, parent): SelectionSetNode | undefined {
        const atRoot = parent !== undefined && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION
        const has = node.selections.some((item) => item.kind === Kind.FIELD && item.name.value === '__typename')
        return atRoot || has ? undefined : { ...node, selections: [typename, ...node.selections] }
      },
    },
  })
}

/** The text of one operation with just the fragments it uses, in one canonical form: what the hash is taken of. */
export function documentText(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string {
  const used = new Map<string, FragmentDefinitionNode>()
  const gather = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value)
        if (fragment && !used.has(name.value)) {
          used.set(name.value, fragment)
          gather(fragment)
        }
      },
    })
  }
  gather(operation)
  const sorted = [...used.values()].sort((a, b) => (a.name.value < b.name.value ? -1 : 1))
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...sorted] }
  return stripIgnoredCharacters(print(document))
}
