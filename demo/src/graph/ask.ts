import type { HostParts } from '@vmeste/host'
import { VmesteError, type Actor, type Lang } from '@vmeste/sdk'

/** One person in one city, asking its graph as a page or a stranger's script would. */
export interface Visitor {
  readonly host: HostParts
  readonly city: number
  readonly actor: Actor
  readonly lang: Lang
}

/**
 * Asks the city's graph.
 * @param what the act in words, for the error
 * @throws VmesteError `VMESTE_DEMONSTRATION_REFUSED` when the graph answers with an error
 */
export async function ask<Data>(
  { host, city, actor, lang }: Visitor,
  what: string,
  source: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const scope = host.scopeFor(city, actor, lang)
  const { data, errors } = await host.graphs.for(scope.snapshot).graph.execute(source, { variables }, scope)
  if (errors?.length || !data) throw refused(what, errors?.map(({ message }) => message).join('; ') ?? 'no data')
  return data as Data
}

interface Member {
  readonly __typename: string
  readonly code?: string
  readonly message?: string
  readonly fields?: readonly { path: string; message: string }[]
}

/**
 * Runs a mutation whose one field is a result union, and insists on its good member.
 * @param wanted name of that member's type
 */
export async function act<Result extends object>(
  visitor: Visitor,
  what: string,
  wanted: string,
  source: string,
  variables: Record<string, unknown>,
): Promise<Result> {
  const data = await ask<Record<string, Member | null>>(visitor, what, source, variables)
  const result = Object.values(data)[0]
  if (result?.__typename !== wanted) {
    const fields = result?.fields?.map(({ path, message }) => `${path}: ${message}`).join('; ')
    throw refused(what, [result?.__typename, result?.code, result?.message, fields].filter(Boolean).join(' '))
  }
  return result as unknown as Result
}

/** What every mutation asks of a refusal. */
export const problem = '... on InvalidInput { code message fields { path message } } ... on Problem { code message }'

const refused = (what: string, why: string): VmesteError =>
  new VmesteError(
    'VMESTE_DEMONSTRATION_REFUSED',
    `The demonstration could not ${what}: ${why}. Nothing else of it is broken; start again to go on from here`,
  )
