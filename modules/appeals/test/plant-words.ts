import { randomUUID } from 'node:crypto'
import type { GraphOptions } from '@vmeste/testkit'
import type { Furnished, SilverCity } from '@vmeste/testkit/silver'

const problem = '... on Problem { code message }'
const point = { lat: 53.46, lon: 27.25 }

/** Words in text, address and the comment of a reopening, by guests and by a resident; others have joined each. */
export async function plantWords(city: SilverCity, words: string): Promise<Furnished> {
  const contact = { email: `planted@${city.slug}.example`, consent: true }
  const submit = async (input: Record<string, unknown>, by: GraphOptions = city.as('guest')) =>
    (
      await city.ask<{ r: { id: string; secret: string } }>(
        `mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { ... on SubmittedReport { id secret } ${problem} } }`,
        { input: { submissionKey: randomUUID(), topic: 'YARD.PLAY', anywayNew: true, contact, ...input } },
        by,
      )
    ).r
  const atPlate = await submit({ object: `${city.prefix}-0047`, text: words })
  const around = await submit({ place: { point, address: words } })
  const signedIn = await submit({ place: { point }, text: words }, city.as('citizen'))
  const reopened = await submit({ object: `${city.prefix}-0047` })
  await answer(city, reopened.id)
  await city.ask(
    `mutation ($secret: String!, $comment: String!) { reopenReport(secret: $secret, comment: $comment) { __typename ${problem} } }`,
    { secret: reopened.secret, comment: words },
    city.as('guest'),
  )
  await city.host.host.events.idle()
  const all = [atPlate, around, signedIn, reopened].map(({ id }) => id)
  const secrets: string[] = []
  for (const report of all)
    for (const by of [city.as('guest'), { as: 'stranger' }]) secrets.push(await join(city, report, by))
  // every letter that a step causes, to whoever joined too
  for (const id of [atPlate.id, around.id]) await answer(city, id)
  await city.host.host.events.idle()
  await city.host.host.events.runJob('civic', 'send-notifications')
  return {
    keys: secrets,
    values: {
      'id:ID': all,
      report: all,
      secret: secrets,
      code: [`${city.prefix}-0047`],
      object: [`${city.prefix}-0047`],
      lat: [point.lat],
      lon: [point.lon],
      radius: [500],
      // what somebody types is theirs
      'coverPreview.text': ['x'],
    },
  }
}

async function answer(city: SilverCity, id: string): Promise<void> {
  const { report } = await city.ask<{ report: { version: number } }>(
    'query ($id: ID!) { report(id: $id) { version } }',
    { id },
    city.as('executor'),
  )
  await city.ask(
    `mutation ($id: ID!, $version: Int!) { answerReport(id: $id, version: $version, text: "Готово") { __typename ${problem} } }`,
    { id, version: report.version },
    city.as('executor'),
  )
}

async function join(city: SilverCity, report: string, by: GraphOptions): Promise<string> {
  const { r } = await city.ask<{ r: { secret: string } }>(
    `mutation ($input: JoinReportInput!) { r: joinReport(input: $input) { ... on JoinedReport { secret } ${problem} } }`,
    { input: { report, submissionKey: randomUUID(), contact: { email: 'joined@mark.example', consent: true } } },
    by,
  )
  return r.secret
}

/** Staff look at all of it and show it, and say the same in a plan, an answer and a reason. */
export async function showWords(city: SilverCity, words: string, known: Furnished): Promise<undefined> {
  const verb = async (id: string, call: string, role: string, more: Record<string, unknown> = {}): Promise<void> => {
    const { report } = await city.ask<{ report: { version: number } }>(
      'query ($id: ID!) { report(id: $id) { version } }',
      { id },
      city.as(role),
    )
    const given = { id, version: report.version, ...more }
    const head = call.includes('$words') ? ', $words: String!' : ''
    await city.ask(
      `mutation ($id: ID!, $version: Int!${head}) { ${call} { __typename ${problem} } }`,
      given,
      city.as(role),
    )
  }
  const ids = (known.values?.['report'] ?? []) as readonly string[]
  for (const id of ids) await verb(id, 'publishReport(report: $id, version: $version)', 'operator')
  const [planned, passed] = [ids.at(-1)!, ids.at(-2)!]
  await verb(planned, 'planReport(id: $id, version: $version, date: "2026-05-12", reason: $words)', 'executor', {
    words,
  })
  await verb(planned, 'answerReport(id: $id, version: $version, text: $words)', 'executor', { words })
  await verb(
    passed,
    `reassignReport(id: $id, version: $version, department: "${city.prefix}LIGHT", reason: $words)`,
    'operator',
    { words },
  )
  await city.host.host.events.idle()
  await city.host.host.events.runJob('civic', 'send-notifications')
}
