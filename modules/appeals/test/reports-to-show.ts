import { randomUUID } from 'node:crypto'
import type { ShownPlatform } from '@vmeste/testkit/page-states'
import { photo } from './town.ts'

const submit = `mutation ($i: SubmitReportInput!) { done: submitReport(input: $i) { __typename
  ... on SubmittedReport { id number trackingPath } ... on Problem { message } } }`
const answer = `mutation ($id: ID!, $version: Int!, $photos: [UUID!]) {
  done: answerReport(id: $id, version: $version, photos: $photos) { __typename ... on Problem { message } } }`
const executor = 'executor.uzda'

interface Sent {
  readonly id: string
  readonly number: string
  readonly trackingPath: string
}

const keyOf = ({ trackingPath }: Sent): string => trackingPath.slice('/t/'.length)

/** Reports for pages to show: one open, one answered, three confirmed, one whose words wait for a look. */
export async function reportsToShow(platform: ShownPlatform): Promise<Readonly<Record<string, string>>> {
  const send = async (
    object: string,
    tile: string,
    as?: string,
    email?: string,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Sent> => {
    const { done } = await platform.ask<{ done: Sent & { message?: string } }>(
      submit,
      {
        i: {
          submissionKey: randomUUID(),
          object,
          tile,
          anywayNew: true,
          ...more,
          ...(email ? { contact: { email, consent: true } } : {}),
        },
      },
      as,
    )
    if (!done.id) throw new Error(done.message)
    return done
  }
  const answered = await send('UZ-0048', 'SWING')
  await finish(platform, answered)
  const confirmed: Sent[] = []
  for (const email of ['olga@example.test', 'pavel@example.test', 'vera@example.test']) {
    const one = await send('UZ-0049', 'SWING', undefined, email)
    await finish(platform, one)
    await platform.ask('mutation ($secret: String!) { confirmReport(secret: $secret) { __typename } }', {
      secret: keyOf(one),
    })
    confirmed.push(one)
  }
  await platform.idle()
  await send('UZ-0047', 'SWING', 'citizen')
  const open = await send('UZ-0047', 'SANDBOX')
  await askedToCall(platform)
  const words = await send('UZ-0048', 'SANDBOX', undefined, undefined, {
    text: 'Скажите соседу из кв. 7: +375 29 123-45-67',
    photos: [await stored(platform)],
    photoConsent: true,
  })
  const photographed = await send('UZ-0049', 'SANDBOX', undefined, undefined, {
    photos: [await stored(platform)],
    photoConsent: true,
  })
  const contact = await send('UZ-0048', 'SANDBOX', undefined, 'waits@example.test')
  const { corrected, asked } = await corrections(
    platform,
    await send('UZ-0047', 'OTHER', undefined, undefined, { text: 'Яма' }),
    await send('UZ-0048', 'SWING'),
  )
  return {
    correctedId: corrected,
    askedId: asked,
    contactKey: keyOf(contact),
    answeredKey: keyOf(answered),
    wordsKey: keyOf(words),
    wordsId: words.id,
    photoKey: keyOf(photographed),
    confirmed: `/c/uzda${confirmed.at(-1)!.trackingPath}`,
    openKey: keyOf(open),
    openId: open.id,
    finished: `appeals:Report:${confirmed[0]!.id}`,
    finishedKey: keyOf(confirmed[0]!),
  }
}

/** One whose topic and text were put right, one for which a far day was asked. */
async function corrections(platform: ShownPlatform, wrong: Sent, slow: Sent) {
  const versionOf = async (id: string) =>
    (
      await platform.ask<{ report: { version: number } }>(
        'query ($id: ID!) { report(id: $id) { version } }',
        { id },
        'operator.uzda',
      )
    ).report.version
  const done = [
    await platform.ask<{ done: { message?: string } }>(
      `mutation ($id: ID!, $version: Int!) { done: correctReport(id: $id, version: $version,
        input: { topic: "ROAD.HOLE", text: "Яма у въезда во двор" }) { __typename ... on Problem { message } } }`,
      { id: wrong.id, version: await versionOf(wrong.id) },
      'operator.uzda',
    ),
    await platform.ask<{ done: { message?: string } }>(
      `mutation ($id: ID!, $version: Int!, $date: Date!) { done: planReport(id: $id, version: $version, date: $date,
        reason: "Ремонт площадки — по плану летом", ask: true) { __typename ... on Problem { message } } }`,
      { id: slow.id, version: await versionOf(slow.id), date: `${new Date().getFullYear() + 2}-06-01` },
      executor,
    ),
  ]
  for (const each of done) if (each.done.message) throw new Error(each.done.message)
  return { corrected: wrong.id, asked: slow.id }
}

/** Two calls among the tasks of the service: one to do, one done. */
async function askedToCall(platform: ShownPlatform): Promise<void> {
  for (const done of [true, false]) {
    const sent = await platform.ask<{ done: Sent }>(submit, {
      i: {
        submissionKey: randomUUID(),
        object: 'UZ-0047',
        tile: 'SWING',
        anywayNew: true,
        contact: { phone: '+375291234567', consent: true },
      },
    })
    await platform.ask(
      'mutation ($report: ID!, $words: String!) { askToCall(report: $report, words: $words) { __typename } }',
      { report: sent.done.id, words: 'Спросить, с какой стороны площадки. Мастер придёт завтра до обеда.' },
      executor,
    )
    if (!done) continue
    const { tasks } = await platform.ask<{ tasks: { nodes: { id: string }[] } }>(
      '{ tasks(list: SERVICE, first: 1) { nodes { id } } }',
      {},
      executor,
    )
    await platform.ask(
      'mutation ($id: UUID!) { completeTask(id: $id, note: "Сказали: слева") { __typename } }',
      { id: tasks.nodes[0]!.id },
      executor,
    )
  }
}

/** Somebody of the staff answers it, with a photo. */
async function finish(platform: ShownPlatform, { id }: Sent): Promise<void> {
  const { report } = await platform.ask<{ report: { version: number; status: string } }>(
    'query ($id: ID!) { report(id: $id) { version status } }',
    { id },
    executor,
  )
  let { version } = report
  if (report.status === 'ROUTED')
    version = (
      await platform.ask<{ acceptReport: { version: number } }>(
        'mutation ($id: ID!, $version: Int!) { acceptReport(id: $id, version: $version) { ... on Report { version } } }',
        { id, version },
        executor,
      )
    ).acceptReport.version
  const file = await stored(platform, executor)
  const { done } = await platform.ask<{ done: { message?: string } }>(answer, { id, version, photos: [file] }, executor)
  if (done.message) throw new Error(done.message)
}

/** A photo as a phone sends it; its id. */
async function stored(platform: ShownPlatform, as?: string): Promise<string> {
  const file = randomUUID()
  const reply = await fetch(`${platform.origin}/c/uzda/files/${file}`, {
    method: 'PUT',
    body: (await photo()) as RequestInit['body'],
    headers: as ? { authorization: `Bearer ${await platform.bearer(as)}` } : {},
  })
  if (reply.status !== 201) throw new Error(`the photo was answered ${reply.status}`)
  return file
}
