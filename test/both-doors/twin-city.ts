import { randomUUID } from 'node:crypto'
import type { IdentityPort } from '@vmeste/host/identity'
import type { GraphOptions, TestHost } from '@vmeste/testkit'
import { photoWithGps } from '../../core/civic/src/files/sample-photos.ts'
import { furnishCity } from '../city-walls/furnish-city.ts'

export interface FreshReport {
  readonly id: string
  readonly secret: string
  readonly version: number
  readonly photo: string
}

/** One of two cities in which the same happens in the same order. */
export interface TwinCity {
  readonly host: TestHost
  /** Asks for what a step needs to know beforehand; a refusal fails the test. */
  ask<Data>(query: string, variables?: Record<string, unknown>, options?: GraphOptions): Promise<Data>
  /** A report with a photo, routed to `executor.uzda`; held for a look at its words where they are rude. */
  fresh(text?: string): Promise<FreshReport>
  /** The same, answered. */
  answered(): Promise<FreshReport>
  /** Somebody with an account of this city's own provider, by a fresh token. */
  account(): Promise<GraphOptions>
  /** The id of a comment that waits for somebody to read it. */
  comment(): Promise<string>
}

const problem = '... on Problem { code message }'

/** @param provider where accounts are real; all others sign in by their user name */
export async function twinCity(host: TestHost, provider: IdentityPort): Promise<TwinCity> {
  await furnishCity(host, 'uzda', 'UZ', 'МЕТКА')
  await provider.users.create({ username: 'somebody', givenName: 'Ян', demonstration: true })
  let made = 0
  const ask = async <Data>(
    query: string,
    variables: Record<string, unknown> = {},
    options: GraphOptions = {},
  ): Promise<Data> => {
    const reply = await host.graph<Data>('uzda', query, variables, options)
    const refused = Object.values(reply.data ?? {}).find(
      (value: unknown) => typeof (value as { code?: unknown } | null)?.code === 'string',
    )
    if (reply.errors || refused) throw new Error(`${JSON.stringify(reply.errors ?? refused)} to ${query}`)
    return reply.data
  }
  const fresh = async (text?: string): Promise<FreshReport> => {
    const photo = randomUUID(),
      device = randomUUID()
    const upload = await host.fetch(`/c/uzda/files/${photo}`, {
      method: 'PUT',
      body: (await photoWithGps({ width: 64, height: 48 })) as RequestInit['body'],
      headers: { 'x-device': device },
    })
    if (upload.status !== 201) throw new Error(`upload: ${await upload.text()}`)
    const { r } = await ask<{ r: { id: string; secret: string } }>(
      `mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { ... on SubmittedReport { id secret } ${problem} } }`,
      {
        input: {
          submissionKey: randomUUID(),
          topic: 'YARD.PLAY',
          place: { address: `ул. Двойная, ${(made += 1)}` },
          photos: [photo],
          anywayNew: true,
          photoConsent: true,
          ...(text ? { text } : {}),
        },
      },
      { device },
    )
    await host.host.events.idle() // whoever leaves an address now comes after the letter of receipt, in both cities
    const { report } = await ask<{ report: { version: number; photosBefore: { id: string }[] } }>(
      'query ($id: ID!) { report(id: $id) { version photosBefore { id } } }',
      { id: r.id },
      { as: 'operator.uzda' },
    )
    return { ...r, version: report.version, photo: report.photosBefore[0]!.id }
  }
  return {
    host,
    ask,
    fresh,
    account: async () => ({ as: await provider.issueToken!('somebody') }),
    answered: async () => {
      const report = await fresh()
      const { r } = await ask<{ r: { version: number } }>(
        `mutation ($id: ID!, $version: Int!) { r: answerReport(id: $id, version: $version, text: "Готово") { ... on Report { version } ${problem} } }`,
        { id: report.id, version: report.version },
        { as: 'executor.uzda' },
      )
      return { ...report, version: r.version }
    },
    comment: async () => {
      const device = randomUUID(),
        text = `Слово ${(made += 1)}`
      await ask(
        `mutation ($input: RateInput!) { rate(input: $input) { __typename ${problem} } }`,
        { input: { object: 'HOUS', scores: fourStars, comment: text } },
        { device },
      )
      const {
        ratingComments: { nodes },
      } = await ask<{ ratingComments: { nodes: { id: string; text: string }[] } }>(
        '{ ratingComments(queue: TO_READ) { nodes { id text } } }',
        {},
        { as: 'operator.uzda' },
      )
      return nodes.find((node) => node.text === text)!.id
    },
  }
}

export const fourStars = { simplicity: 4, information: 4, timeliness: 4, courtesy: 4 }
