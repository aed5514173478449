import { isTypeExtensionNode, Kind, type DefinitionNode, type DocumentNode } from 'graphql'
import { VmesteError, type Plugin } from '@vmeste/sdk'
import { roots } from '../plugins/field-guards.ts'

/**
 * Two definitions of one type would be merged in silence: by that a module could add to another without its knowing,
 * and by its name.
 */
export function requireOwnTypes(
  documents: readonly { readonly plugin: Plugin; readonly document: DocumentNode }[],
): void {
  const owners = new Map<string, Plugin>()
  for (const { plugin, name } of documents.flatMap(({ plugin, document }) =>
    document.definitions.flatMap((definition) =>
      isTypeExtensionNode(definition) ? [] : nameOf(definition).map((name) => ({ plugin, name })),
    ),
  )) {
    const owner = owners.get(name) ?? plugin
    if (owner !== plugin)
      throw new VmesteError(
        'VMESTE_GRAPH_TYPE_TWICE',
        `Module "${plugin.id}" defines "${name}", which "${owner.id}" has; give it a name of its own`,
      )
    owners.set(name, plugin)
  }
  for (const { plugin, document } of documents) {
    for (const definition of document.definitions.filter(isTypeExtensionNode)) {
      const {
        name: { value: name },
        directives = [],
      } = definition
      if (roots.has(name) || directives.some((each) => each.name.value === 'each') || owners.get(name) === plugin)
        continue
      throw new VmesteError(
        'VMESTE_GRAPH_TYPE_FOREIGN',
        `Module "${plugin.id}" extends "${name}", which is not its own; add to whatever provides a capability: @each(capability: "…@1")`,
      )
    }
  }
}

function nameOf(definition: DefinitionNode): string[] {
  if (!('name' in definition) || !definition.name) return []
  return [definition.kind === Kind.DIRECTIVE_DEFINITION ? `@${definition.name.value}` : definition.name.value]
}
