import { randomUUID } from 'node:crypto'
import { civicPlugin } from '@vmeste/civic'
import { askIn, createTestHost, enterServices, type Ask, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { pushService, type PushService } from '../core/civic/test/push-service.ts'
import appeals from '../modules/appeals/src/plugin.ts'

let town: TestHost
let service: PushService
let ask: Ask
beforeAll(async () => {
  service = await pushService()
  town = await createTestHost({
    postgres: inject('postgres'),
    modules: [appeals],
    now: '2026-04-16T07:00:00Z',
    host: { civic: civicPlugin({ mailLater: true, privateTargets: [service.host] }) },
  })
  ask = askIn(town, 'uzda')
  await enterServices(ask, {
    HOUS: { name: { ru: 'ЖКХ', be: 'ЖКГ', en: 'Housing' }, staff: ['executor.uzda', 'П. Мастер', 'мастер'] },
  })
})
afterAll(async () => {
  await town.stop()
  await service.stop()
})

const letOut = async (): Promise<void> => {
  await town.host.events.idle()
  await town.host.registry.find('civic')!.jobs!['send-push']!.run(town.ctxIn('uzda', 'civic'))
}
const guest = { device: randomUUID() }
const follow = (secret: string, push: unknown) =>
  ask(
    `mutation ($secret: String!, $push: FollowInput!) { r: followReport(secret: $secret, push: $push) { ... on ReportFollowed { number } ... on Problem { code } } }`,
    { secret, push },
    guest,
  )

test('a guest who left nothing but a browser hears on it that there is news, and of what number', async () => {
  const { r } = await ask<{ r: { id: string; secret: string; number: string } }>(
    `mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { ... on SubmittedReport { id secret number } ... on Problem { code message } } }`,
    {
      input: {
        submissionKey: randomUUID(),
        topic: 'YARD.PLAY',
        anywayNew: true,
        place: { address: 'ул. Тайная, 7' },
        text: 'Скрипит у Ивановых',
      },
    },
    guest,
  )
  await letOut()
  const browser = service.subscribe()
  expect(await follow('no-such-secret', browser)).toMatchObject({ r: { code: 'TRACKING_UNKNOWN' } })
  expect(await follow(r.secret, browser)).toEqual({ r: { number: r.number } })
  const { report } = await ask<{ report: { version: number } }>(
    'query ($id: ID!) { report(id: $id) { version } }',
    { id: r.id },
    { as: 'executor.uzda' },
  )
  const accepted = await ask(
    `mutation ($id: ID!, $v: Int!) { r: acceptReport(id: $id, version: $v) { __typename ... on Problem { code message } } }`,
    { id: r.id, v: report.version },
    { as: 'executor.uzda' },
  )
  expect(accepted).toMatchObject({ r: { __typename: expect.not.stringContaining('Problem') as string } })
  await letOut()
  await letOut()
  expect(service.shown.map(({ push }) => push)).toEqual([
    { title: `Есть новости по ${r.number}`, body: 'Узда', url: `/c/uzda/t/${r.secret}`, tag: `appeals:Report:${r.id}` },
  ])
  expect(await ask('{ pushKey }', {}, guest)).toEqual({ pushKey: service.shown[0]!.key })
})
