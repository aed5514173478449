import type { GraphQLSchema } from 'graphql'
import { fitsLimits, limits } from '@vmeste/host'
import type { GraphOptions, TestHost } from '../../../create-test-host.ts'
import type { WalkStep } from '../../../walk-graph.ts'

/** What one of several questions got, apart from the others. */
export interface Answered {
  readonly step: WalkStep
  readonly data: unknown
  readonly codes: readonly string[]
  /** Everything it got, as one text. */
  readonly text: string
}

const shape = /^(query|mutation) Walk(?:\((.*?)\))? \{ (.*) \}$/s

/** Several steps of a walk as one request, each under an alias and with variables of its own. */
export function together(steps: readonly WalkStep[]): { query: string; variables: Record<string, unknown> } {
  const parts = steps.map(({ query }, at) => {
    const [, kind, head = '', body] = shape.exec(query)!
    const own = (text: string): string => text.replaceAll(/\$(\w+)/g, `$$$1_${at}`)
    return { kind, head: own(head), body: `q${at}: ${own(body!)}` }
  })
  const head = parts.flatMap((part) => (part.head === '' ? [] : [part.head])).join(', ')
  return {
    query: `${parts[0]!.kind} Walk${head && `(${head})`} { ${parts.map(({ body }) => body).join(' ')} }`,
    variables: Object.fromEntries(
      steps.flatMap(({ variables }, at) =>
        Object.entries(variables).map(([name, value]) => [`${name}_${at}`, value] as const),
      ),
    ),
  }
}

/** Steps in as few requests as the limits of the graph let: those of one field stand together. */
export function* inFewRequests(schema: GraphQLSchema, steps: Iterable<WalkStep>, most = 20): Generator<WalkStep[]> {
  for (const same of Map.groupBy(steps, ({ query }) => query).values()) {
    const size = [most, 10, 5, 2].find((many) => many <= most && fits(schema, same.slice(0, many))) ?? 1
    for (let from = 0; from < same.length; from += size) yield same.slice(from, from + size)
  }
}

/** Within what a request may be: as text, and as what it asks for. */
function fits(schema: GraphQLSchema, steps: readonly WalkStep[]): boolean {
  const { query } = together(steps)
  const tokens = query.match(/[$\w]+|[^\s\w,]/g)?.length ?? 0
  return query.length < limits.characters && tokens < limits.tokens && fitsLimits(schema, query)
}

interface Said {
  readonly path?: readonly (string | number)[]
  readonly extensions?: { readonly code?: string }
}

/** Asks several questions at once and tells apart what each got. */
export async function askTogether(
  host: Pick<TestHost, 'graph'>,
  city: string,
  steps: readonly WalkStep[],
  account: GraphOptions,
): Promise<Answered[]> {
  const { query, variables } = together(steps)
  const reply = await host.graph<Record<string, unknown> | null>(city, query, variables, account)
  const errors = (reply.errors ?? []) as readonly Said[]
  return steps.map((step, at) => {
    const alias = `q${at}`
    const own = errors.filter(({ path }) => path === undefined || path.length === 0 || path[0] === alias)
    const data = reply.data?.[alias] ?? null
    return {
      step,
      data,
      codes: own.map(({ extensions }) => extensions?.code ?? ''),
      text: JSON.stringify([data, own]).replaceAll(`"${alias}"`, `"${step.field}"`),
    }
  })
}

/** Codes of a question that the graph did not understand: it would prove nothing. */
export const misunderstood: ReadonlySet<string> = new Set([
  'QUERY_TOO_COMPLEX',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'INTERNAL',
])
