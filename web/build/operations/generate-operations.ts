import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  buildSchema,
  Kind,
  parse,
  Source,
  validate,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql'
import { documentText, withTypenames } from './complete-document.ts'
import { TypePrinter } from './print-types.ts'

export interface TrustedDocument {
  readonly name: string
  readonly kind: string
  readonly document: string
}
export interface GeneratedOperations {
  /** `operations.gen.ts`: typed, with hashes instead of texts. */
  readonly code: string
  /** `contract/operations.json`: hash → document, what the host accepts. */
  readonly documents: Readonly<Record<string, TrustedDocument>>
}

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/**
 * Turns a file of named GraphQL operations into typed trusted operations.
 * `query inbox` becomes `inboxQuery` with the types `InboxQuery` and `InboxQueryVariables`.
 *
 * @param sdl everything the operations may ask: the core and the installed modules
 * @throws Error naming file and line when an operation does not fit the schema
 */
export function generateOperations(
  sdl: string,
  source: { readonly text: string; readonly file: string },
): GeneratedOperations {
  const schema = buildSchema(sdl, { assumeValidSDL: true })
  const parsed = parse(new Source(source.text, source.file))
  const faults = validate(schema, parsed)
  if (faults.length > 0)
    throw new Error(`${source.file} does not fit the graph:\n${faults.map((fault) => fault.toString()).join('\n')}`)
  const fragments = new Map(
    parsed.definitions
      .filter((item): item is FragmentDefinitionNode => item.kind === Kind.FRAGMENT_DEFINITION)
      .map((item) => [item.name.value, withTypenames(item)]),
  )
  const operations = parsed.definitions
    .filter((item): item is OperationDefinitionNode => item.kind === Kind.OPERATION_DEFINITION)
    .map(withTypenames)
  const types = new TypePrinter(schema, fragments)
  const documents: Record<string, TrustedDocument> = {}
  const parts = operations.map((operation) => {
    const name = operation.name?.value
    if (!name) throw new Error(`${source.file}: every operation needs a name`)
    const document = documentText(operation, fragments)
    const id = createHash('sha256').update(document).digest('hex')
    documents[id] = { name, kind: operation.operation, document }
    const type = upper(name) + upper(operation.operation)
    return [
      `export interface ${type} ${types.result(operation)}`,
      `export type ${type}Variables = ${types.variables(operation)}`,
      `export const ${lower(name)}${upper(operation.operation)}: TrustedOperation<${type}, ${type}Variables> = { id: '${id}', name: '${name}', kind: '${operation.operation}' }`,
    ].join('\n')
  })
  const code = [
    '// Made from operations.graphql; run `npm run -s vmeste -- operations` after changing it.',
    "import type { TrustedOperation } from '@vmeste/sdk/web'",
    '',
    ...types.inputs.values(),
    '',
    parts.join('\n\n'),
    '',
  ].join('\n')
  return { code, documents }
}

interface Places {
  readonly graphql: string
  readonly code: string
  readonly contract: string
}

const contents = (sdl: string, place: Places): [string, string][] => {
  const { code, documents } = generateOperations(sdl, {
    text: readFileSync(place.graphql, 'utf8'),
    file: place.graphql,
  })
  return [
    [place.code, code],
    [place.contract, `${JSON.stringify(documents, null, 2)}\n`],
  ]
}
const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Whether the written files no longer fit the operations or the graph. */
export const staleOperations = (sdl: string, place: Places): boolean =>
  contents(sdl, place).some(([path, content]) => read(path) !== content)

/** Writes what belongs to one `operations.graphql`; says whether anything changed. */
export function writeOperations(sdl: string, place: Places): boolean {
  const changed = contents(sdl, place).filter(([path, content]) => read(path) !== content)
  for (const [path, content] of changed) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return changed.length > 0
}

/** Where the files of the portal (`root` = web) or of a module lie. */
export const operationPlaces = (root: string, isModule: boolean): Places => {
  const web = isModule ? join(root, 'web') : root
  return {
    graphql: join(web, 'operations.graphql'),
    code: join(web, 'operations.gen.ts'),
    contract: join(root, 'contract/operations.json'),
  }
}
