import { Kind, type DefinitionNode, type DirectiveNode, type DocumentNode, type ObjectTypeExtensionNode } from 'graphql'
import { VmesteError, type Capability, type EachSource, type Plugin } from '@vmeste/sdk'

/** A type that an `@each` extension goes to, and what its resolvers are told of it. */
export interface EachTarget {
  /** The type or one of its views. */
  readonly type: string
  sourceOf(value: unknown): EachSource
}
export interface Expanded {
  readonly document: DocumentNode
  /** By the placeholder that the module's SDL and resolvers use for "whatever type it is". */
  readonly targets: ReadonlyMap<string, readonly EachTarget[]>
}

/**
 * Repeats `extend type Placeholder @each(capability: "rateable@1") { … }` for every type that provides the capability.
 * So a module adds to what it has never heard of, and where nobody provides it, nothing is added.
 *
 * @param plugins those the graph is composed of
 */
export function expandEach(document: DocumentNode, plugin: Plugin, plugins: readonly Plugin[]): Expanded {
  const targets = new Map<string, readonly EachTarget[]>()
  const definitions = document.definitions.flatMap((definition): DefinitionNode[] => {
    const directive =
      definition.kind === Kind.OBJECT_TYPE_EXTENSION
        ? definition.directives?.find(({ name }) => name.value === 'each')
        : undefined
    if (!directive) return [definition]
    const extension = definition as ObjectTypeExtensionNode
    const placeholder = extension.name.value
    const found = providersOf(capabilityOf(plugin, placeholder, directive), plugins)
    targets.set(placeholder, [...(targets.get(placeholder) ?? []), ...found])
    return found.map(({ type }) => ({
      ...extension,
      name: { ...extension.name, value: type },
      directives: extension.directives?.filter((each) => each !== directive) ?? [],
    }))
  })
  return { document: { ...document, definitions }, targets }
}

function capabilityOf(plugin: Plugin, placeholder: string, directive: DirectiveNode): string {
  const value = directive.arguments?.find(({ name }) => name.value === 'capability')?.value
  if (value?.kind !== Kind.STRING || !/@\d+$/.test(value.value)) {
    throw new VmesteError(
      'VMESTE_GRAPH_EACH',
      `"extend type ${placeholder} @each" of module "${plugin.id}" must name a capability with its major version: @each(capability: "rateable@1")`,
    )
  }
  return value.value
}

function providersOf(capability: string, plugins: readonly Plugin[]): EachTarget[] {
  return plugins.flatMap((provider) =>
    (provider.provides ?? [])
      .filter(({ name }) => name === capability)
      .flatMap((provided) =>
        typesOf(provided).map((type) => ({ type, sourceOf: (value: unknown) => sourceOf(provider, provided, value) })),
      ),
  )
}

const typesOf = ({ type, views = [] }: Capability): string[] => [...new Set([type, ...views])]

function sourceOf(provider: Plugin, { type, name }: Capability, value: unknown): EachSource {
  const id = (value as { id?: unknown } | null)?.id
  if (typeof id !== 'string')
    throw new VmesteError(
      'VMESTE_CAPABILITY_ID',
      `Module "${provider.id}" provides "${name}" by its type "${type}", but resolved one without a plain "id"`,
    )
  return { module: provider.id, type, id, subject: `${provider.id}:${type}:${id}` }
}
