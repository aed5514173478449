import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { letters, openTown, submit, type Submitted, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  // a Thursday, 11:00 in the city
  town = await openTown(inject('postgres'), '2026-04-16T08:00:00Z')
})
afterAll(() => town.stop())

const operator = { as: 'operator.uzda' }
const point = { lat: 53.46, lon: 27.25 }
const fresh = (input: Record<string, unknown> = {}): Promise<Submitted> =>
  submit(town, { topic: 'YARD.PLAY', anywayNew: true, place: { point }, text: 'Скрипит', ...input })
const queue = async (): Promise<string[]> =>
  (
    await town.ask<{ reports: { nodes: { id: string }[]; total: number } }>(
      '{ reports(filter: { toLook: true }, first: 100) { total nodes { id } } }',
      {},
      operator,
    )
  ).reports.nodes.map(({ id }) => id)
const publish = async (id: string, seconds: number) => {
  const { report } = await town.ask<{ report: { version: number } }>(
    `{ report(id: "${id}") { version } }`,
    {},
    operator,
  )
  return town.ask(
    `mutation { publishReport(report: "${id}", version: ${report.version}, seconds: ${seconds}) { __typename } }`,
    {},
    operator,
  )
}
interface Looking {
  waiting: { value: number }
  late: { value: number }
  oldest: string | null
  days: { day: string; looks: number; seconds: number }[]
}
const looking = async (): Promise<Looking> =>
  (
    await town.ask<{ looking: Looking }>(
      '{ looking { waiting { value } late { value } oldest normHours days { day looks seconds } } }',
      {},
      operator,
    )
  ).looking
const remind = async () => {
  await town.host.events.runJob('appeals', 'lookReminder')
  await town.host.events.idle()
}
const told = async () => (await letters(town)).filter((letter) => letter.subject === 'Слова жителей ждут проверки')

test('what waits stands in the queue, oldest first: words, notes and photos that others may see, not a tile alone', async () => {
  const device = { device: randomUUID() }
  const first = await fresh()
  town.clock.advance(60_000)
  await submit(town, { object: 'UZ-0047', tile: 'SWING' })
  await fresh({ text: null, photos: [await town.upload(device)] })
  const second = await submit(
    town,
    { topic: 'YARD.PLAY', anywayNew: true, place: { point }, photos: [await town.upload(device)], photoConsent: true },
    device,
  )
  town.clock.advance(60_000)
  const third = await fresh({ text: null, place: { address: 'у второго подъезда' } })
  expect(await queue()).toEqual([first.id, second.id, third.id])
  const { report } = await town.ask<{ report: { photosBefore: { id: string }[] } }>(
    `{ report(id: "${second.id}") { photosBefore { id } } }`,
    {},
    operator,
  )
  await town.ask(
    'mutation ($report: ID!, $photo: UUID!) { hidePhoto(report: $report, photo: $photo) { __typename } }',
    { report: second.id, photo: report.photosBefore[0]!.id },
    operator,
  )
  expect(await queue()).toEqual([first.id, third.id])
  expect(await looking()).toMatchObject({ waiting: { value: 2 }, late: { value: 0 } })
  for (const id of [first.id, third.id]) await publish(id, 8)
  expect(await queue()).toEqual([])
  expect(await looking()).toEqual({
    waiting: { value: 0 },
    late: { value: 0 },
    oldest: null,
    normHours: 4,
    days: [{ day: '2026-04-16', looks: 2, seconds: 16 }],
  })
})

interface LookTask {
  id: string
  title: string
  service: string | null
  words: string | null
  state: string
  overdue: boolean
}
const tasks = async (as: string, list: string): Promise<LookTask[]> =>
  (
    await town.ask<{ tasks: { nodes: LookTask[] } }>(
      'query ($list: TaskList!) { tasks(list: $list) { nodes { id title service words state overdue } } }',
      { list },
      { as },
    )
  ).tasks.nodes
const nameDuty = async (lookDuty: string) => {
  const admin = { as: 'admin.uzda' }
  const { moduleSettings } = await town.ask<{ moduleSettings: { version: string } }>(
    '{ moduleSettings(module: "appeals") { version } }',
    {},
    admin,
  )
  return town.ask<{ changeModuleSettings: { __typename: string; fields?: { path: string; code: string }[] } }>(
    `mutation ($values: JSON!, $expected: String!) { changeModuleSettings(module: "appeals", values: $values, expected: $expected) {
      __typename ... on InvalidInput { fields { path code } } } }`,
    { values: { lookDuty }, expected: moduleSettings.version },
    admin,
  )
}

test('past four working hours it is late: a task of the duty and a word a day, in working hours', async () => {
  const { id } = await fresh()
  town.clock.advance(3 * 3_600_000)
  await remind()
  expect((await looking()).late.value).toBe(0)
  expect([await told(), await tasks('operator.uzda', 'MINE')]).toEqual([[], []])
  // Friday, 14:02: the evening and the night did not count, the morning did
  town.clock.advance(24 * 3_600_000)
  await remind()
  await remind()
  expect((await looking()).late.value).toBe(1)
  const first = await told()
  expect(first.map(({ text }) => text)).toEqual(
    first.map(() => 'Дольше нормы ждут сообщений: 1. Пока не проверим, другие жители их не прочтут.'),
  )
  expect(first.length).toBeGreaterThanOrEqual(2)
  expect(new Set(first.map(({ recipient }) => recipient)).size).toBe(first.length)
  // nobody was named: whoever may look has it
  const raised = await tasks('operator.uzda', 'MINE')
  expect(raised).toMatchObject([{ title: 'Проверить слова жителей', service: null, overdue: true }])
  // the night, a Saturday, a moved day off and a holiday are nobody's time
  for (const hours of [13, 11, 48, 24]) {
    town.clock.advance(hours * 3_600_000)
    await remind()
  }
  expect(await told()).toHaveLength(first.length)
  // a Wednesday; the city names a duty, and it stays one task
  expect((await nameDuty('MARS')).changeModuleSettings.fields).toMatchObject([
    { path: 'values.lookDuty', code: 'SETTING_NOT_THERE' },
  ])
  expect((await nameDuty('HOUS')).changeModuleSettings.__typename).toBe('ModuleSettingsChanged')
  town.clock.advance(24 * 3_600_000)
  await remind()
  expect(await told()).toHaveLength(first.length + 1)
  expect(await tasks('operator.uzda', 'MINE')).toEqual([])
  expect(await tasks('executor.uzda', 'SERVICE')).toMatchObject([{ id: raised[0]!.id, service: 'Узденское ЖКХ' }])
  // nobody is in the duty any more: everybody who may look has it again
  await nameDuty('WATER')
  await remind()
  expect(await tasks('operator.uzda', 'MINE')).toMatchObject([{ id: raised[0]!.id, state: 'OPEN' }])
  await publish(id, 5)
  await remind()
  expect(await tasks('operator.uzda', 'MINE')).toEqual([])
  expect((await tasks('operator.uzda', 'DONE'))[0]).toMatchObject({ id: raised[0]!.id, state: 'DONE' })
  await nameDuty('')
})

test('letters and inboxes say what strangers read: nothing before a look, no covered word after', async () => {
  const address = 'дом Кузьмы Хитрова'
  const { id, secret } = await fresh({ place: { address }, contact: { email: 'anna@example.by', consent: true } })
  const { r } = await town.ask<{ r: { secret: string } }>(
    'mutation ($input: JoinReportInput!) { r: joinReport(input: $input) { ... on JoinedReport { secret } } }',
    { input: { report: id, submissionKey: randomUUID() } },
    { as: 'stranger' },
  )
  expect(r.secret).not.toBe(secret)
  const said = async () =>
    JSON.stringify((await letters(town)).filter(({ href }) => href?.includes(id) || href?.startsWith('/t/')))
  expect(await said()).not.toContain('Хитров')
  await publish(id, 5)
  const { report } = await town.ask<{ report: { version: number } }>(
    `{ report(id: "${id}") { version } }`,
    {},
    operator,
  )
  await town.ask(
    `mutation { answerReport(id: "${id}", version: ${report.version}, text: "Хитров предупреждён") { __typename } }`,
    {},
    { as: 'executor.uzda' },
  )
  expect(await said()).toContain('Хитров предупреждён')
  expect(await said()).toContain(address)
  const cover = async (part: string, from: number, to: number) =>
    (
      await town.ask<{ r: { covers: { id: string; part: string }[] } }>(
        `mutation { r: coverReport(report: "${id}", part: ${part}, from: ${from}, to: ${to}) { ... on Report { covers { id part } } } }`,
        {},
        operator,
      )
    ).r.covers
  await cover('ANSWER', 0, 6)
  const covers = await cover('ADDRESS', 4, address.length)
  expect(await said()).not.toContain('Хитров')
  expect(await said()).toContain('дом •••')
  await town.ask(
    `mutation { uncoverReport(report: "${id}", cover: "${covers.find(({ part }) => part === 'ADDRESS')!.id}") { __typename } }`,
    {},
    operator,
  )
  expect(await said()).toContain(address)
})
