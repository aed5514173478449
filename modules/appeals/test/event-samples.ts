import { randomUUID } from 'node:crypto'
import type { EventSample, SampleCity } from '@vmeste/testkit/run-conformance'
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

/** At what each handler of the module has something to do. */
export const eventSamples: Readonly<Record<string, EventSample>> = Object.fromEntries(
  plugin.subscribes!.map(({ name, type }) => [name, type.startsWith('appeals.') ? aboutReport : unsureDate]),
)
