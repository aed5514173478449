import { setTimeout as sleep } from 'node:timers/promises'
import { keyOfTestPerson } from '@vmeste/testkit'
import { expect } from 'vitest'
import type { AddedHost } from './packed-modules.ts'

export const towns = ['uzda', 'zhodino'] as const
export type Slug = (typeof towns)[number]

export interface AppealsBeside {
  /** A department with one of its people, to whom appeals sends a notice of every report about the playground. */
  setUp(slug: Slug): Promise<void>
  /** Uses appeals again and again for a while: it waits for nobody. */
  goesOn(slug: Slug, forMs: number): Promise<void>
  /** How each module of a city is said to be. */
  states(slug: Slug): Promise<Readonly<Record<string, string>>>
}

/** Appeals beside a module that does what it likes: whether it notices. */
export function appealsBeside(host: AddedHost): AppealsBeside {
  async function ask<Data>(slug: Slug, query: string, variables: Record<string, unknown>, as: string): Promise<Data> {
    const { data, errors } = await host.graph<Data>(slug, query, variables, as)
    expect(errors).toBeUndefined()
    return data
  }

  async function setUp(slug: Slug): Promise<void> {
    const name = { ru: 'ЖКХ', be: 'ЖКГ', en: 'Housing' }
    const admin = `admin.${slug}`
    const save = async (
      verb: string,
      type: string,
      kind: string,
      input: Record<string, unknown>,
      id = 'id',
    ): Promise<string> =>
      (
        await ask<{ saved: { id: string } }>(
          slug,
          `mutation ($input: ${type}!) { saved: ${verb}(input: $input) { ... on ${kind} { ${id} } ... on Problem { code } } }`,
          { input },
          admin,
        )
      ).saved.id
    const organisation = await save('saveOrganisation', 'OrganisationInput', 'Organisation', {
      code: 'RIK',
      kind: 'EXECUTIVE_COMMITTEE',
      name,
    })
    const department = await save('saveDepartment', 'DepartmentInput', 'Department', {
      code: 'HOUS',
      name,
      organisation,
    })
    await save(
      'saveStaffMember',
      'StaffMemberInput',
      'StaffMember',
      { person: keyOfTestPerson(`executor.${slug}`), name: 'П. Мастер', position: 'мастер', departments: [department] },
      'id: person',
    )
    const csv =
      'code;type;name;name_be;name_en;address;lat;lon;department\nUZ-0047;PLAYGROUND;Площадка;Пляцоўка;Playground;ул. Советская, 12;53,46;27,21;HOUS'
    await ask(slug, 'mutation ($csv: String!) { importObjects(csv: $csv) { __typename } }', { csv }, admin)
  }

  let sent = 0
  const told: Record<Slug, number> = { uzda: 0, zhodino: 0 }
  const notices = async (slug: Slug) =>
    (
      await ask<{ myNotifications: { id: string }[] }>(
        slug,
        '{ myNotifications(first: 50) { id } }',
        {},
        `executor.${slug}`,
      )
    ).myNotifications
  /** What nobody reads is folded: then a notice more would be none more. */
  const read = async (slug: Slug) =>
    ask(
      slug,
      'mutation ($ids: [UUID!]!) { markNotificationsRead(ids: $ids) { __typename } }',
      { ids: (await notices(slug)).map(({ id }) => id) },
      `executor.${slug}`,
    )
  const took = async (work: () => Promise<unknown>): Promise<number> => {
    const from = performance.now()
    await work()
    return performance.now() - from
  }

  /**
   * One report from a resident, the inbox of the department, and the notice in it: how long each takes, in milliseconds.
   */
  async function useAppeals(slug: Slug) {
    const input = {
      submissionKey: crypto.randomUUID(),
      object: 'UZ-0047',
      anywayNew: true,
      topic: 'YARD.PLAY',
      text: 'Качели сломаны',
      photos: [],
    }
    const submit = await took(async () => {
      const { submitReport } = await ask<{ submitReport: { number?: string } }>(
        slug,
        'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { ... on SubmittedReport { number } ... on Problem { code } } }',
        { input },
        `citizen${++sent}`,
      )
      expect(submitReport.number).toMatch(/-С-/)
    })
    const expected = ++told[slug]
    const notice = await took(() =>
      expect.poll(async () => (await notices(slug)).length, { timeout: 30_000, interval: 50 }).toBe(expected),
    )
    await read(slug)
    const inbox = await took(async () => {
      expect(
        (await ask<{ inbox: { total: number } }>(slug, '{ inbox(first: 10) { total } }', {}, `executor.${slug}`)).inbox,
      ).toMatchObject({ total: expected })
    })
    return { submit, notice, inbox }
  }

  /** What the unruly one is let hang: whoever waited for it would wait as long. */
  const neighbourMs = 7_500

  async function goesOn(slug: Slug, forMs: number): Promise<void> {
    const until = performance.now() + forMs
    do {
      const { submit, notice, inbox } = await useAppeals(slug)
      expect(
        { submit: submit < neighbourMs, notice: notice < neighbourMs, inbox: inbox < neighbourMs },
        JSON.stringify({ submit, notice, inbox }),
      ).toEqual({ submit: true, notice: true, inbox: true })
      await sleep(500)
    } while (performance.now() < until)
  }

  const states = async (slug: Slug) => {
    const { modules } = await ask<{ modules: { id: string; health: { state: string } }[] }>(
      slug,
      '{ modules { id health { state } } }',
      {},
      `admin.${slug}`,
    )
    return Object.fromEntries(modules.map(({ id, health }) => [id, health.state]))
  }
  return { setUp, goesOn, states }
}
