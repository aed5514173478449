import { randomUUID } from 'node:crypto'
import { keyOfTestPerson, type GraphOptions, type TestHost } from '@vmeste/testkit'
import { sql } from '@vmeste/sdk/storage'
import { photoWithGps } from '../../core/civic/src/files/sample-photos.ts'

export interface Furnished {
  /** Secrets of tracking links, of reporters and supporters, then of invitations to rate. */
  readonly secrets: readonly string[]
  /** Addresses of pictures as its own people get them, signed. */
  readonly pictures: readonly string[]
  /** Places of lists, as its own people get them. */
  readonly cursors: readonly string[]
  /** Ids of reports, the first confirmed, the last open. */
  readonly reports: readonly string[]
}

type Ask = <Data>(query: string, variables: Record<string, unknown>, options: GraphOptions) => Promise<Data>

/**
 * Everything a city can have, entered through its graph by its own people; every text that anybody types carries the
 * mark.
 */
export async function furnishCity(host: TestHost, slug: string, prefix: string, mark: string): Promise<Furnished> {
  const ask: Ask = async <Data>(
    query: string,
    variables: Record<string, unknown>,
    options: GraphOptions,
  ): Promise<Data> => {
    const reply = await host.graph<Data>(slug, query, variables, options)
    const refused = Object.values(reply.data ?? {}).find(
      (value: unknown) => typeof (value as { code?: unknown } | null)?.code === 'string',
    )
    if (reply.errors || refused) throw new Error(`${slug}: ${JSON.stringify(reply.errors ?? refused)} to ${query}`)
    return reply.data
  }
  await setUpServices(ask, slug, prefix, mark)
  const reports = await makeReports(host, ask, slug, prefix, mark)
  await ask('mutation ($text: String!) { remember(text: $text) }', { text: `${mark} заметка` }, {})
  await host.host.events.idle()
  const invitations = host.host.registry.find('ratings') ? await makeRatings(host, ask, slug, prefix, mark) : []
  for (const enabled of [false, true]) {
    await ask(
      'mutation ($enabled: Boolean!) { changeModules(changes: [{ module: "forgetful", enabled: $enabled }]) { __typename ... on Problem { code } } }',
      { enabled },
      { as: `admin.${slug}` },
    )
  }
  await host.host.events.idle()
  // else it would come by itself in the middle of a comparison
  await host.host.events.runJob('civic', 'send-notifications')
  await host.host.events.idle()
  host.clock.advance(60_000)
  return { ...reports, secrets: [...reports.secrets, ...invitations] }
}

/**
 * A rated thing of the city's own with words about it, read and answered; the keys out of the letters of invitation.
 */
async function makeRatings(host: TestHost, ask: Ask, slug: string, prefix: string, mark: string): Promise<string[]> {
  const title = { ru: `Услуга ${mark}`, be: `Паслуга ${mark}`, en: `Service ${mark}` }
  await ask(
    'mutation ($input: RatedObjectInput!) { saveRatedObject(input: $input) { __typename ... on Problem { code message } } }',
    { input: { code: `${prefix}-0047`, parent: 'HOUS', title } },
    { as: `admin.${slug}` },
  )
  const scores = { simplicity: 2, information: 1, timeliness: 2, courtesy: 2 }
  await ask(
    'mutation ($input: RateInput!) { rate(input: $input) { __typename ... on Problem { code message } } }',
    { input: { object: `${prefix}-0047`, scores, comment: `Долго ${mark}` } },
    { device: randomUUID() },
  )
  const {
    ratingComments: {
      nodes: [comment],
    },
  } = await ask<{ ratingComments: { nodes: { id: string }[] } }>(
    '{ ratingComments { nodes { id } } }',
    {},
    { as: `operator.${slug}` },
  )
  for (const [verb, as] of [
    ['showComment(id: $id)', 'operator'],
    [`answerComment(id: $id, text: "Исправимся ${mark}")`, 'executor'],
  ]) {
    await ask(
      `mutation ($id: ID!) { ${verb} { __typename ... on Problem { code message } } }`,
      { id: comment!.id },
      { as: `${as}.${slug}` },
    )
  }
  const { rows } = await sql<{ href: string }>`select href from civic.notification where href like '/r/%'`.execute(
    host.ctxIn(slug, 'civic').db.read,
  )
  if (rows.length === 0) throw new Error(`${slug}: nobody was invited to rate`)
  return rows.map(({ href }) => href.slice('/r/'.length))
}

async function setUpServices(ask: Ask, slug: string, prefix: string, mark: string): Promise<void> {
  const admin = { as: `admin.${slug}` }
  const text = (what: string) => ({ ru: `${what} ${mark}`, be: `${what} ${mark}`, en: `${what} ${mark}` })
  const save = async (
    verb: string,
    type: string,
    input: Record<string, unknown>,
    id = '... on Organisation { id } ... on Department { id }',
  ): Promise<string> =>
    (
      await ask<Record<string, { id: string }>>(
        `mutation ($input: ${type}!) { r: ${verb}(input: $input) { __typename ${id} ... on Problem { code message } } }`,
        { input },
        admin,
      )
    )['r']!.id
  const organisation = await save(
    'saveOrganisation',
    'OrganisationInput',
    {
      code: `${prefix}RIK`,
      kind: 'EXECUTIVE_COMMITTEE',
      name: text('Исполком'),
      phone: `+375 17 ${slug.length}00-00-01`,
    },
    '... on Organisation { id }',
  )
  const departments: string[] = []
  for (const code of ['HOUS', `${prefix}LIGHT`])
    departments.push(
      await save(
        'saveDepartment',
        'DepartmentInput',
        { code, organisation, name: text(code) },
        '... on Department { id }',
      ),
    )
  await save(
    'saveTerritory',
    'TerritoryInput',
    {
      code: `${prefix}NORTH`,
      name: text('Север'),
      polygon: [
        { lat: 50, lon: 20 },
        { lat: 56, lon: 20 },
        { lat: 56, lon: 30 },
        { lat: 50, lon: 30 },
      ],
    },
    '',
  )
  for (const role of ['executor', 'operator', 'head']) {
    await save(
      'saveStaffMember',
      'StaffMemberInput',
      {
        person: keyOfTestPerson(`${role}.${slug}`),
        name: `Сотрудник ${mark}`,
        position: `${role} ${mark}`,
        departments: role === 'executor' ? departments : [],
      },
      '',
    )
  }
  await save(
    'saveObjectType',
    'ObjectTypeInput',
    {
      code: `${prefix}TYPE`,
      title: text('Вид'),
      icon: 'pin',
      tiles: [{ code: `${prefix}TILE`, title: text('Плитка'), icon: 'pin', topic: 'YARD.PLAY' }],
    },
    '',
  )
  await ask(
    'mutation ($csv: String!) { importObjects(csv: $csv) { __typename ... on Problem { code message } } }',
    {
      csv: `code;type;name;address;lat;lon;department\n${prefix}-0047;${prefix}TYPE;Площадка ${mark};ул. Советская, 12, ${mark};53,46;27,21;HOUS\n${prefix}-0048;BUS_STOP;Остановка ${mark};ул. Мира, 3, ${mark};53,47;27,22;`,
    },
    admin,
  )
  await ask(
    'mutation ($rules: [RoutingRuleInput!]!) { saveRoutingRules(rules: $rules) { __typename ... on Problem { code } } }',
    { rules: [{ topic: 'LIGHT', territory: `${prefix}NORTH`, department: `${prefix}LIGHT` }] },
    admin,
  )
  await ask(
    'mutation ($topic: TopicInput!) { setTopic(topic: $topic) { __typename ... on Problem { code } } }',
    { topic: { code: `${prefix}OWN`, title: text('Тема'), department: 'HOUS', fix: '5wd' } },
    admin,
  )
  await ask(
    'mutation ($calendar: CalendarYearInput!) { setCalendarYear(calendar: $calendar) { __typename ... on Problem { code } } }',
    {
      calendar: {
        year: 2026,
        state: 'OFFICIAL',
        source: `Решение ${mark}`,
        holidays: [{ date: '2026-01-01', name: text('Новый год') }],
        transfers: [],
      },
    },
    admin,
  )
}

const card = 'id version photosBefore { id url thumbUrl } photosAfter { url thumbUrl }'
interface Card {
  id: string
  version: number
  photosBefore: { id: string; url: string; thumbUrl: string }[]
  photosAfter: { url: string; thumbUrl: string }[]
}

async function makeReports(host: TestHost, ask: Ask, slug: string, prefix: string, mark: string): Promise<Furnished> {
  const executor = { as: `executor.${slug}` },
    guest = { device: randomUUID() },
    citizen = { as: 'citizen' }
  const contact = {
    email: `${prefix.toLowerCase()}@mark.example`,
    phone: `+37529${slug.length}${slug.length}00077`,
    consent: true,
  }
  const secrets: string[] = []
  const upload = async ({ as, device }: GraphOptions): Promise<string> => {
    const id = randomUUID()
    const reply = await host.fetch(`/c/${slug}/files/${id}`, {
      method: 'PUT',
      body: (await photoWithGps({ width: 320, height: 240 })) as RequestInit['body'],
      headers: as ? { authorization: `Bearer ${as}` } : { 'x-device': device ?? '' },
    })
    if (reply.status !== 201) throw new Error(`upload: ${await reply.text()}`)
    return id
  }
  const submit = async (input: Record<string, unknown>, by: GraphOptions): Promise<string> => {
    const { r } = await ask<{ r: { id: string; secret: string } }>(
      'mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { __typename ... on SubmittedReport { id secret } ... on Problem { code message } } }',
      {
        input: {
          submissionKey: randomUUID(),
          anywayNew: true,
          contact,
          photos: [await upload(by)],
          photoConsent: true,
          ...input,
        },
      },
      by,
    )
    secrets.push(r.secret)
    return r.id
  }
  const look = async (id: string) =>
    (await ask<{ report: Card }>(`query ($id: ID!) { report(id: $id) { ${card} } }`, { id }, executor)).report
  const verb = async (id: string, name: string, extra: string, as: string): Promise<void> => {
    await ask(
      `mutation ($id: ID!, $version: Int!) { ${name}(id: $id, version: $version${extra}) { __typename ... on Problem { code message } } }`,
      { id, version: (await look(id)).version },
      { as },
    )
  }

  const first = await submit({ object: `${prefix}-0047`, tile: `${prefix}TILE`, text: `Качели ${mark}` }, guest)
  const before = (await look(first)).photosBefore[0]!.id
  await ask(
    'mutation ($report: ID!, $photo: UUID!) { passPhoto(report: $report, photo: $photo) { __typename ... on Problem { code } } }',
    { report: first, photo: before },
    executor,
  )
  await verb(first, 'acceptReport', '', executor.as)
  await ask(
    'mutation ($report: ID!, $photo: UUID!) { saveAnswerDraft(report: $report, text: "черновик", photos: [$photo]) { __typename ... on Problem { code } } }',
    { report: first, photo: await upload(executor) },
    executor,
  )
  await verb(first, 'answerReport', `, text: "Готово ${mark}", photos: ["${await upload(executor)}"]`, executor.as)
  await ask(
    'mutation ($secret: String!) { confirmReport(secret: $secret, rating: 5) { __typename ... on Problem { code } } }',
    { secret: secrets[0] },
    guest,
  )

  const open = await submit({ object: `${prefix}-0047`, tile: `${prefix}TILE`, text: `Ещё раз ${mark}` }, citizen)
  const joined = await ask<{ r: { secret: string } }>(
    'mutation ($input: JoinReportInput!) { r: joinReport(input: $input) { __typename ... on JoinedReport { secret } ... on Problem { code } } }',
    { input: { report: open, submissionKey: randomUUID(), contact } },
    { device: randomUUID() },
  )
  secrets.push(joined.r.secret)
  await verb(open, 'acceptReport', '', executor.as)
  await ask(
    'mutation ($report: ID!, $text: String!) { saveAnswerDraft(report: $report, text: $text) { __typename ... on Problem { code } } }',
    { report: open, text: `Черновик ${mark}` },
    executor,
  )

  const planned = await submit({ object: `${prefix}-0048`, text: `Лавка ${mark}` }, citizen)
  await ask(
    'mutation ($id: ID!, $version: Int!, $department: String!, $reason: String!) { reassignReport(id: $id, version: $version, department: $department, reason: $reason) { __typename ... on Problem { code } } }',
    {
      id: planned,
      version: (await look(planned).catch(() => undefined))?.version ?? 1,
      department: `${prefix}LIGHT`,
      reason: `Им ближе ${mark}`,
    },
    { as: `operator.${slug}` },
  )
  await verb(planned, 'planReport', `, date: "2026-06-01", reason: "Весной ${mark}"`, executor.as)
  const last = await submit(
    {
      place: { point: { lat: 53.46, lon: 27.25 }, address: `ул. Лесная, 1, ${mark}` },
      topic: 'YARD.PLAY',
      text: `Песочница ${mark}`,
    },
    guest,
  )

  const { reports, inbox } = await ask<Record<'reports' | 'inbox', { endCursor: string; nodes: Card[] }>>(
    `{ reports(first: 2) { endCursor nodes { ${card} } } inbox(first: 2) { endCursor } }`,
    {},
    { as: `operator.${slug}` },
  )
  const cards = [...reports.nodes, await look(first), await look(open)]
  const pictures = cards
    .flatMap((each) => [...each.photosBefore, ...each.photosAfter])
    .flatMap((photo) => [photo.url, photo.thumbUrl])
  return {
    secrets,
    pictures: [...new Set(pictures)],
    cursors: [reports.endCursor, inbox.endCursor],
    reports: [first, open, planned, last],
  }
}
