import { address, type Town } from './open-town.ts'

export interface Photos {
  readonly before: Buffer
  readonly after: Buffer
}

/** What a case is made of, one after another. */
export interface LiveCase {
  readonly upload: () => Promise<void>
  readonly work: () => Promise<void>
}

/** A photo that somebody sends without a report. */
export async function putPhoto(
  { url }: Town,
  id: string,
  body: Buffer,
  headers: Record<string, string>,
): Promise<void> {
  const reply = await fetch(`${url}/c/bench/files/${id}`, {
    method: 'PUT',
    body: new Uint8Array(body),
    headers: { ...headers, 'x-forwarded-for': address() },
  })
  if (reply.status !== 201) throw new Error(`upload: ${reply.status} ${await reply.text()}`)
}

const verb = (name: string, args: string): string => {
  const given = [...args.matchAll(/\$(\w+)/g)].map(([, each]) => `${each}: $${each}`).join(', ')
  return `mutation (${args}) { r: ${name}(${given}) { __typename ... on Report { id version } } }`
}
const submit =
  'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { __typename ... on SubmittedReport { id secret } } }'
const confirm =
  'mutation ($secret: String!, $rating: Int) { r: confirmReport(secret: $secret, rating: $rating) { __typename } }'

/**
 * A whole life: a photo, a report with an address, looked at, accepted, answered with a photo, confirmed with five
 * stars.
 */
export function liveCase(town: Town, photos: Photos, executor: string): LiveCase {
  const device = crypto.randomUUID(),
    [before, after] = [crypto.randomUUID(), crypto.randomUUID()]
  return {
    async upload() {
      await putPhoto(town, before, photos.before, { 'x-device': device })
      await putPhoto(town, after, photos.after, { authorization: `Bearer ${executor}` })
    },
    async work() {
      const staff = { bearer: executor }
      const {
        submitReport: { id, secret },
      } = await town.ask<{ submitReport: { id: string; secret: string } }>(
        submit,
        {
          input: {
            object: 'UZ-0047',
            tile: 'SWING',
            text: 'Качели скрипят и качаются только в одну сторону.',
            photos: [before],
            photoConsent: true,
            anywayNew: true,
            contact: { email: `anna+${device}@example.by`, consent: true },
            submissionKey: crypto.randomUUID(),
          },
        },
        { device },
      )
      await town.ask(verb('passPhoto', '$report: ID!, $photo: UUID!'), { report: id, photo: before }, staff)
      const accepted = await town.ask<{ r: { version: number } }>(
        verb('acceptReport', '$id: ID!, $version: Int!'),
        { id, version: await versionOf(town, id, executor) },
        staff,
      )
      await town.ask(
        verb('answerReport', '$id: ID!, $version: Int!, $text: String, $photos: [UUID!]'),
        { id, version: accepted.r.version, text: 'Заменили подвес, смазали.', photos: [after] },
        staff,
      )
      await town.ask(confirm, { secret, rating: 5 }, { device })
    },
  }
}

async function versionOf(town: Town, id: string, bearer: string): Promise<number> {
  const { report } = await town.ask<{ report: { version: number } }>(
    'query ($id: ID!) { report(id: $id) { version } }',
    { id },
    { bearer },
  )
  return report.version
}
