import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  typeFromAST,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

const scalars: Record<string, string> = {
  ID: 'string',
  String: 'string',
  Int: 'number',
  Float: 'number',
  Boolean: 'boolean',
  DateTime: 'string',
  Date: 'string',
  UUID: 'string',
  JSON: 'unknown',
}

/** Prints what an operation takes and gives as TypeScript, following its own selections. */
export class TypePrinter {
  readonly inputs = new Map<string, string>()
  private readonly schema: GraphQLSchema
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.schema = schema
    this.fragments = fragments
  }

  result(operation: OperationDefinitionNode): string {
    return this.object(this.schema.getRootType(operation.operation)!, [operation.selectionSet], true)
  }

  variables(operation: OperationDefinitionNode): string {
    const fields = (operation.variableDefinitions ?? []).map((definition) => {
      const optional = definition.type.kind !== Kind.NON_NULL_TYPE || definition.defaultValue !== undefined
      return `${definition.variable.name.value}${optional ? '?' : ''}: ${this.input(typeFromAST(this.schema, definition.type) as GraphQLInputType)}`
    })
    return fields.length === 0 ? 'Record<string, never>' : `{ ${fields.join('; ')} }`
  }

  private output(type: GraphQLOutputType, nodes: readonly FieldNode[]): string {
    if (isNonNullType(type)) return this.strict(type.ofType, nodes)
    return `${this.strict(type, nodes)} | null`
  }

  private strict(type: GraphQLOutputType, nodes: readonly FieldNode[]): string {
    if (isListType(type)) return `readonly (${this.output(type.ofType as GraphQLOutputType, nodes)})[]`
    const named = getNamedType(type) as GraphQLNamedType
    if (isObjectType(named) || isAbstractType(named))
      return this.composite(
        named,
        nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : [])),
      )
    return isEnumType(named)
      ? named
          .getValues()
          .map(({ name }) => `'${name}'`)
          .join(' | ')
      : (scalars[named.name] ?? 'unknown')
  }

  /** Types of a union that were asked for the same fields share one shape. */
  private composite(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): string {
    if (isObjectType(type)) return this.object(type, sets)
    const shapes = new Map<string, string[]>()
    for (const possible of this.schema.getPossibleTypes(type)) {
      const shape = this.object(possible, sets, false, '%name%')
      shapes.set(shape, [...(shapes.get(shape) ?? []), `'${possible.name}'`])
    }
    return [...shapes].map(([shape, names]) => shape.replace('%name%', names.join(' | '))).join(' | ')
  }

  private object(
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    root = false,
    name = `'${type.name}'`,
  ): string {
    const fields = new Map<string, FieldNode[]>()
    const gather = (set: SelectionSetNode): void => {
      for (const item of set.selections) {
        if (item.kind === Kind.FIELD) {
          const key = item.alias?.value ?? item.name.value
          fields.set(key, [...(fields.get(key) ?? []), item])
        } else {
          const part = item.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(item.name.value) : item
          if (part && this.applies(part.typeCondition?.name.value, type)) gather(part.selectionSet)
        }
      }
    }
    sets.forEach(gather)
    const printed = [...fields].map(([key, nodes]) => {
      const field = nodes[0]!.name.value
      if (field === '__typename') return `readonly ${key}: ${root ? 'string' : name}`
      return `readonly ${key}: ${this.output(type.getFields()[field]!.type, nodes)}`
    })
    return `{ ${printed.join('; ')} }`
  }

  private applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true
    const named = this.schema.getType(condition)
    return isAbstractType(named) && this.schema.isSubType(named, type)
  }

  private input(type: GraphQLInputType): string {
    if (isNonNullType(type)) return this.strictInput(type.ofType)
    return `${this.strictInput(type)} | null`
  }

  private strictInput(type: GraphQLInputType): string {
    if (isListType(type)) return `readonly (${this.input(type.ofType)})[]`
    const named = getNamedType(type) as GraphQLNamedType
    if (isEnumType(named))
      return named
        .getValues()
        .map(({ name }) => `'${name}'`)
        .join(' | ')
    if (!isInputObjectType(named)) return scalars[named.name] ?? 'unknown'
    if (!this.inputs.has(named.name)) {
      this.inputs.set(named.name, '')
      const fields = Object.values(named.getFields()).map(
        (field) =>
          `  ${field.name}${isNonNullType(field.type) && field.defaultValue === undefined ? '' : '?'}: ${this.input(field.type)}`,
      )
      this.inputs.set(named.name, `export interface ${named.name} {\n${fields.join('\n')}\n}`)
    }
    return named.name
  }
}
