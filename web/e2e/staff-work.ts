import { randomUUID } from 'node:crypto'
import type { SharedPlatform } from './platform.ts'
import { samplePhoto } from './sample-photo.ts'

const answerReport =
  'mutation ($id: ID!, $version: Int!, $photos: [UUID!]) { answerReport(id: $id, version: $version, photos: $photos) { __typename ... on Problem { code message } } }'
const acceptReport =
  'mutation ($id: ID!, $version: Int!) { acceptReport(id: $id, version: $version) { __typename ... on Report { version } ... on Problem { code message } } }'

/** Somebody of the staff finishes a report, away from the pages under test. */
export async function answerElsewhere(platform: SharedPlatform, number: string, city = 'uzda'): Promise<void> {
  const as = `executor.${city}`
  const found = await platform.ask<{
    inbox: { nodes: { id: string; number: string; version: number; status: string }[] }
  }>(city, '{ inbox { nodes { id number version status } } }', {}, as)
  const report = found.data.inbox.nodes.find((one) => one.number === number)
  if (!report) throw new Error(`${number} is not in the inbox of ${as}`)
  let { version } = report
  if (report.status === 'ROUTED') {
    const accepted = await platform.ask<{ acceptReport: { version: number } }>(
      city,
      acceptReport,
      { id: report.id, version },
      as,
    )
    version = accepted.data.acceptReport.version
  }
  const photo = randomUUID()
  const bearer = await platform.host.identity!.issueToken!(as)
  const stored = await fetch(`${platform.origin}/c/${city}/files/${photo}`, {
    method: 'PUT',
    body: (await samplePhoto()) as RequestInit['body'],
    headers: { authorization: `Bearer ${bearer}` },
  })
  if (stored.status !== 201) throw new Error(`the photo was answered ${stored.status}`)
  const { data } = await platform.ask<{ answerReport: { __typename: string; message?: string } }>(
    city,
    answerReport,
    { id: report.id, version, photos: [photo] },
    as,
  )
  if (data.answerReport.__typename !== 'Report') throw new Error(data.answerReport.message)
}
