import { randomUUID } from 'node:crypto'
import type { EventSample, SampleCity } from '@vmeste/testkit/run-conformance'
import { Tasks } from '@vmeste/sdk'
import { keyOfTestPerson } from '@vmeste/testkit'
import plugin from '../src/plugin.ts'
import type { AppealsCtx } from '../src/ctx.ts'

const name = { ru: 'Узденское ЖКХ', be: 'Уздзенская ЖКГ', en: 'Uzda Housing' }
const reports = new WeakMap<SampleCity['host'], Map<string, Promise<string>>>()

/** One report a city, left with an address by somebody, in the hands of a department with staff. */
function reportIn(city: SampleCity): Promise<string> {
  const known = reports.get(city.host) ?? new Map<string, Promise<string>>()
  reports.set(city.host, known)
  const made = known.get(city.slug) ?? submit(city)
  known.set(city.slug, made)
  return made
}

async function submit({ slug, graph }: SampleCity): Promise<string> {
  const admin = { as: `admin.${slug}` }
  const saved = async (
    mutation: string,
    type: string,
    answer: string,
    input: Record<string, unknown>,
  ): Promise<string> => {
    const { data, errors } = await graph<Record<string, { id?: string; code?: string }>>(
      `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { ... on Problem { code } ... on ${type} { ${answer} } } }`,
      { input },
      admin,
    )
    const id = data?.[mutation]?.id
    if (!id) throw new Error(`${mutation}: ${errors?.[0]?.message ?? data?.[mutation]?.code ?? ''}`)
    return id
  }
  const organisation = await saved('saveOrganisation', 'Organisation', 'id', {
    code: 'RIK',
    kind: 'EXECUTIVE_COMMITTEE',
    name,
  })
  const department = await saved('saveDepartment', 'Department', 'id', { code: 'HOUS', name, organisation })
  await saved('saveStaffMember', 'StaffMember', 'id: person', {
    person: keyOfTestPerson(`executor.${slug}`),
    name: 'П. Мастер',
    position: 'мастер',
    departments: [department],
  })
  const { data, errors } = await graph<{ submitReport: { id?: string } | null }>(
    'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { ... on SubmittedReport { id } } }',
    {
      input: {
        submissionKey: randomUUID(),
        topic: 'YARD.PLAY',
        place: { address: 'ул. Советская, 12' },
        text: 'Качели сломаны',
        contact: { email: 'a@example.test', consent: true },
      },
    },
    { device: randomUUID() },
  )
  if (!data?.submitReport?.id) throw new Error(`submitReport: ${errors?.[0]?.message ?? 'refused'}`)
  return data.submitReport.id
}

const aboutReport: EventSample = async (city) => {
  const report = await reportIn(city)
  return { subject: `appeals:Report:${report}`, data: { report, department: 'HOUS' } }
}

/** A date that leans on a calendar nobody had confirmed. */
const unsureDate: EventSample = async (city) => {
  const report = await reportIn(city)
  await (city.ctx as AppealsCtx).db.read
    .updateTable('report')
    .set({ due: null, due_state: 'PROVISIONAL' })
    .where('id', '=', report)
    .execute()
  return {}
}

const callAbout = async (city: SampleCity, report: string, done: boolean): Promise<string> => {
  const ctx = city.ctx as AppealsCtx
  const tasks = ctx.use(Tasks)
  return ctx.db.transaction(async (tx) => {
    const { id } = await tasks.create(tx, {
      key: `call:${randomUUID()}`,
      kind: 'call',
      subject: `appeals:Report:${report}`,
      title: name,
      to: { department: 'HOUS' },
    })
    if (done) await tasks.done(tx, id, { note: 'Сказали' })
    return id
  })
}

/** Somebody who left a telephone alone. */
const byPhone: EventSample = async (city) => {
  const report = await reportIn(city)
  await (city.ctx as AppealsCtx).db.read
    .updateTable('report')
    .set({ contact_email: null, contact_phone: '+375291234567' })
    .where('id', '=', report)
    .execute()
  return aboutReport(city)
}
/** A call that waits while they have seen the outcome. */
const uncalled: EventSample = async (city) => {
  await callAbout(city, await reportIn(city), false)
  return aboutReport(city)
}
/** A letter that did not arrive, and somebody is asked to tell it. */
const undelivered: EventSample = async (city) => {
  const report = await reportIn(city)
  const about = `appeals:Report:${report}`
  return { subject: about, data: { about, task: await callAbout(city, report, false) } }
}
const ofCall =
  (done: boolean): EventSample =>
  async (city) => {
    const about = `appeals:Report:${await reportIn(city)}`
    const task = await callAbout(city, about.slice('appeals:Report:'.length), done)
    return { subject: `civic:Task:${task}`, data: { task, module: 'appeals', kind: 'call', about } }
  }

const sampleOf = ({ name: handler, type }: { readonly name: string; readonly type: string }): EventSample => {
  if (type.startsWith('civic.task.')) return ofCall(type === 'civic.task.done@1')
  if (type === 'civic.notice.undelivered@1') return undelivered
  if (handler.endsWith('by telephone')) return byPhone
  if (handler.endsWith('instead of a call')) return uncalled
  return type.startsWith('appeals.') ? aboutReport : unsureDate
}

/** At what each handler of the module has something to do. */
export const eventSamples: Readonly<Record<string, EventSample>> = Object.fromEntries(
  plugin.subscribes!.map((each) => [each.name, sampleOf(each)]),
)
