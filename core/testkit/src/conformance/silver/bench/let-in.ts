import type { TestHost } from '../../../create-test-host.ts'
import { walkMutations, walkQueries, walkSubscriptions, type WalkStep } from '../../../walk-graph.ts'

/** A root field and a call of it. */
export interface Call extends WalkStep {
  readonly name: string
  readonly live: boolean
}

/**
 * Every root field of a graph, each called once with arguments that its types take; what is asked for does not exist.
 */
export function callsOf(schema: Parameters<typeof walkQueries>[0]): Call[] {
  const named = (root: string, steps: Iterable<WalkStep>): Call[] =>
    [...steps].map((step) => ({ ...step, name: `${root}.${step.field}`, live: root === 'Subscription' }))
  const nothing = () => []
  return [
    ...named('Query', walkQueries(schema, nothing, 1)),
    ...named('Mutation', walkMutations(schema, nothing, 1)),
    ...named('Subscription', walkSubscriptions(schema, nothing, 1)),
  ]
}

interface Reply {
  readonly data?: Record<string, unknown> | null
  readonly errors?: readonly { readonly path?: readonly unknown[]; readonly extensions?: { readonly code?: string } }[]
}

const refusals = new Set(['FORBIDDEN', 'UNAUTHENTICATED'])
/** The call never came as far as the field: it would prove nothing. */
const unasked = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'QUERY_TOO_COMPLEX',
  'OPERATION_RESOLUTION_FAILURE',
  'MODULE_DISABLED',
  'INTERNAL',
  'TOKEN_INVALID',
  'TOKEN_EXPIRED',
])

/**
 * Calls a field over HTTP as somebody.
 *
 * @param bearer nothing for a guest
 * @returns whether the right let the call through; what the field then made of it does not matter
 * @throws Error where the call was not understood
 */
export async function letsIn(host: TestHost, city: string, call: Call, bearer: string | undefined): Promise<boolean> {
  const reply = call.live
    ? await firstWord(host, city, call, bearer)
    : ((await (await post(host, `/c/${city}/graphql`, call, bearer)).json()) as Reply)
  const codes = [
    ...(reply.errors ?? [])
      .filter(({ path }) => path === undefined || path.length <= 1)
      .map(({ extensions }) => extensions?.code ?? ''),
    codeIn(reply.data?.[call.field]),
  ]
  const misunderstood = codes.find((code) => unasked.has(code))
  if (misunderstood) throw new Error(`${call.name} was not asked: ${JSON.stringify(reply)}`)
  return !codes.some((code) => refusals.has(code))
}

/** A union's refusal stands in its `code`, under an alias of the walk. */
const codeIn = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return ''
  const said = value as Readonly<Record<string, string | undefined>>
  return said[`${said['__typename']}_code`] ?? said['code'] ?? ''
}

const post = (
  host: TestHost,
  path: string,
  { query, variables }: Call,
  bearer: string | undefined,
  signal?: AbortSignal,
): Promise<Response> =>
  host.fetch(path, {
    method: 'POST',
    body: JSON.stringify({ query, variables }),
    ...(signal ? { signal } : {}),
    headers: {
      'content-type': 'application/json',
      accept: signal ? 'text/event-stream' : 'application/json',
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
    },
  })

/**
 * What a live line says when it opens. One that lets in is silent; one that refuses says why and ends, and the answer
 * begins only then.
 */
async function firstWord(host: TestHost, city: string, call: Call, bearer: string | undefined): Promise<Reply> {
  const ends = new AbortController()
  const silent = setTimeout(() => {
    ends.abort()
  }, 1_000)
  try {
    const { body } = await post(host, `/c/${city}/graphql/stream`, call, bearer, ends.signal)
    let said = ''
    for await (const text of body!.pipeThrough(new TextDecoderStream())) {
      said += text
      const word = /^data: (\{.*\})$/m.exec(said)
      if (word) return JSON.parse(word[1]!) as Reply
    }
    throw new Error(`${call.name} ended without a word`)
  } catch (error) {
    if (ends.signal.aborted) return {}
    throw new Error(`${call.name} in ${city} broke off`, { cause: error })
  } finally {
    clearTimeout(silent)
    ends.abort()
  }
}
