import {
  buildASTSchema,
  findBreakingChanges,
  findDangerousChanges,
  Kind,
  parse,
  print,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
} from 'graphql'
import type { Change } from './contract-changes.ts'

/** What somebody’s operations would notice of a change of a module’s part of the graph. */
export function sdlChanges(before: string, after: string): Change[] {
  const [old, now] = [standalone(before), standalone(after)]
  const noticed = (changes: readonly { readonly description: string }[], breaking: boolean): Change[] =>
    changes.map(({ description }) => ({ file: 'schema.graphql', breaking, text: description.replace(/\.$/, '') }))
  const changes = [
    ...noticed(findBreakingChanges(old, now), true),
    ...noticed(findDangerousChanges(old, now), false),
    ...guardChanges(before, after),
  ]
  return changes.length === 0 && before !== after
    ? [{ file: 'schema.graphql', breaking: false, text: 'more, or said in other words' }]
    : changes
}

/** Who may ask for a field is part of it. */
function guardChanges(before: string, after: string): Change[] {
  const now = guards(after)
  return [...guards(before)].flatMap(([field, guard]): Change[] => {
    const then = now.get(field)
    return then === undefined || then === guard
      ? []
      : [{ file: 'schema.graphql', breaking: then !== '@public', text: `${field} was ${guard}, now ${then}` }]
  })
}

const guards = (sdl: string): Map<string, string> =>
  new Map(
    documentOf(sdl).definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_EXTENSION
        ? (definition.fields ?? []).map((field): [string, string] => [
            `${definition.name.value}.${field.name.value}`,
            guardOf(field),
          ])
        : [],
    ),
  )
const guardOf = ({ directives = [] }: FieldDefinitionNode): string =>
  directives
    .map((each) => print(each))
    .sort()
    .join(' ')

const documentOf = (sdl: string): DocumentNode => parse(sdl.trim() || 'scalar _Nothing', { noLocation: true })

/** A part as a schema of its own: what it adds to others becomes a type, and what it leans on is a stub. */
function standalone(sdl: string): GraphQLSchema {
  const document = documentOf(sdl)
  const definitions = document.definitions.map((definition): DefinitionNode =>
    definition.kind === Kind.OBJECT_TYPE_EXTENSION
      ? {
          ...definition,
          kind: Kind.OBJECT_TYPE_DEFINITION,
          name: {
            ...definition.name,
            value: eachName(definition.name.value, definition.directives?.map((each) => print(each)) ?? []),
          },
        }
      : definition,
  )
  const has = new Set(
    definitions.flatMap((definition) => ('name' in definition && definition.name ? [definition.name.value] : [])),
  )
  const stubs = new Map<string, string>()
  const lean = (
    names: readonly { readonly name: { readonly value: string } }[] | undefined,
    stub: (name: string) => string,
  ): void => {
    for (const { name } of names ?? []) if (!has.has(name.value)) stubs.set(name.value, stub(name.value))
  }
  visit(document, {
    NamedType: (node) => {
      if (!stubs.has(node.name.value)) lean([node], (name) => `scalar ${name}`)
    },
  })
  for (const definition of document.definitions) {
    if ('interfaces' in definition) lean(definition.interfaces, (name) => `interface ${name} { _: Boolean }`)
    if (definition.kind === Kind.UNION_TYPE_DEFINITION) lean(definition.types, (name) => `type ${name} { _: Boolean }`)
  }
  for (const name of ['String', 'Int', 'Float', 'Boolean', 'ID']) stubs.delete(name)
  return buildASTSchema(
    {
      ...document,
      definitions: [...definitions, ...parse([...stubs.values(), 'scalar _Stub'].join('\n')).definitions],
    },
    { assumeValid: true, assumeValidSDL: true },
  )
}

/** `@each` of two capabilities may use one placeholder. */
const eachName = (name: string, directives: readonly string[]): string =>
  [name, ...directives.map((each) => each.replace(/\W+/g, '_'))].join('')
