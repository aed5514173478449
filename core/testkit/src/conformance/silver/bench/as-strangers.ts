import type { GraphQLSchema } from 'graphql'
import type { GraphOptions, TestHost } from '../../../create-test-host.ts'
import { walkSubscriptions, type WalkStep } from '../../../walk-graph.ts'
import type { Furnished } from '../furnishing.ts'
import { addressesOf, filledAddresses } from './addresses.ts'
import { askTogether, inFewRequests } from './ask-together.ts'
import { Findings, said } from './findings.ts'
import { openStream } from './live-stream.ts'
import { byValue } from './questions.ts'

/** Where words are looked for. */
export interface SearchedByHttp {
  readonly host: Pick<TestHost, 'fetch'> & { readonly host: { readonly app: { readonly router: unknown } } }
  readonly city: string
  /** By any of these the words would be found. */
  readonly needles: readonly string[]
  readonly known: Furnished
  /** What to do about it. */
  readonly fix: string
}

/** The same in the graph. */
export interface Searched extends SearchedByHttp {
  readonly host: Pick<TestHost, 'graph'> & SearchedByHttp['host']
  readonly schema: GraphQLSchema
  /** Sees every answer. */
  readonly also?: (text: string) => void
}

/** What of it stands in an answer, other than what was sent to get it. */
export const needleIn = (needles: readonly string[], text: string, sent = ''): string | undefined =>
  needles.find((needle) => standsIn(text, needle) && !sent.includes(needle))

/** A short number stands by chance in ids and in parts of a second: there it is no word. */
export const standsIn = (text: string, needle: string): boolean =>
  /^\d{1,6}$/.test(needle)
    ? new RegExp(`(?<![\\p{L}\\d-])(?<!\\d\\.)${needle}(?![\\p{L}\\d-])`, 'u').test(text)
    : text.includes(needle)

/** Queries, and what mutations answer. */
export async function searchGraph(
  { host, city, schema, needles, fix, also }: Searched,
  kind: 'Query' | 'Mutation',
  steps: readonly WalkStep[],
  asked: readonly GraphOptions[],
  findings: Findings,
): Promise<void> {
  for (const who of asked)
    await findings.walk(
      inFewRequests(schema, steps),
      async (some, add) => {
        for (const { step, text } of await askTogether(host, city, some, who)) {
          const found = needleIn(needles, text, JSON.stringify(step.variables))
          also?.(text)
          if (found) add(`${kind}.${step.field}`, `a stranger reads «${found}», asked by ${said(step.variables)}`, fix)
        }
      },
      kind === 'Mutation' ? 1 : undefined,
    )
}

/** Whatever the host answers by GET: pages without scripts, files, feeds, JSON, figures. */
export async function searchAddresses(
  { host, city, needles, known, fix }: SearchedByHttp,
  asked: readonly GraphOptions[],
  findings: Findings,
): Promise<number> {
  const { keys = [], values = {}, files = [], routes = [] } = known
  const texts = (all: readonly unknown[] = []): string[] => all.filter((one) => typeof one === 'string')
  const fits = (gap: string): readonly string[] =>
    gap === 'city' ? [city] : texts(values[gap] ?? values[`${gap}:ID`] ?? values[`${gap}:UUID`])
  const names = [...keys, ...texts(values['id:ID'])].slice(0, 12)
  const addresses = addressesOf(host.host.app).flatMap((pattern) =>
    filledAddresses(pattern, fits, names).map((address) => ({ pattern, address })),
  )
  for (const address of [...files, ...routes]) addresses.push({ pattern: address.split('?')[0]!, address })
  const asks = addresses.flatMap((one) => asked.map((who) => ({ ...one, who })))
  await findings.walk(asks, async ({ pattern, address, who: { as } }, add) => {
    const found = needleIn(needles, await textAt(host, address, as), decodeURIComponent(address))
    if (found) add(`GET ${pattern}`, `a stranger reads «${found}» at ${address}`, fix)
  })
  return addresses.length
}

async function textAt(host: SearchedByHttp['host'], address: string, as: string | undefined): Promise<string> {
  const reply = await host.fetch(address, {
    redirect: 'manual',
    headers: { 'accept-language': 'ru', ...(as ? { authorization: `Bearer ${as}` } : {}) },
  })
  // a live line says nothing by itself, and never ends
  if (reply.headers.get('content-type')?.startsWith('text/event-stream')) {
    await reply.body?.cancel()
    return ''
  }
  return `${reply.headers.get('location') ?? ''} ${await reply.text()}`
}

/** Opens every live line that there is, and keeps all that is told. */
export async function listenIn(
  { host, city, schema }: Pick<Searched, 'host' | 'city' | 'schema'>,
  known: Furnished,
  asked: readonly GraphOptions[],
): Promise<Listening> {
  const steps = [...walkSubscriptions(schema, byValue(known))]
  const lines = await Promise.all(
    asked.flatMap((who) =>
      steps.map(async (step) => ({ step, stream: await openStream(host, city, step.query, step.variables, who) })),
    ),
  )
  return {
    silent: () => lines.filter(({ stream }) => stream.open() && !stream.text().includes('"data"')).length,
    search: async ({ needles, fix }, findings) => {
      for (const { step, stream } of lines) {
        const found = needleIn(needles, stream.text(), JSON.stringify(step.variables))
        if (found)
          findings.add(
            `Subscription.${step.field}`,
            `a stranger hears «${found}», asked by ${said(step.variables)}`,
            fix,
          )
      }
      await Promise.all(lines.map(({ stream }) => stream.close()))
    },
  }
}

export interface Listening {
  /** How many lines are open and have told nothing yet. */
  silent(): number
  /** Ends them, and looks at all that they have told. */
  search(searched: Pick<Searched, 'needles' | 'fix'>, findings: Findings): Promise<void>
}
