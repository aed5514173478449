import { createTestHost, keyOfTestPerson, type GraphOptions, type TestHost } from '@vmeste/testkit'
import type { Plugin } from '@vmeste/sdk'
import type { RatingsCtx } from '../src/ctx.ts'
import ratings from '../src/plugin.ts'

const names = { POST: { ru: 'Почта', be: 'Пошта', en: 'Post' }, HOUS: { ru: 'ЖКХ', be: 'ЖКГ', en: 'Housing' } } as const

export interface Town extends TestHost {
  /** Asks Узда's graph; an error of the request itself fails the test. */
  ask<Data>(query: string, variables?: Record<string, unknown>, options?: GraphOptions): Promise<Data>
  readonly ctx: RatingsCtx
}

/** Узда with two departments, one of them with somebody in it, and whatever other modules the test brings. */
export async function openTown(postgres: string, others: readonly Plugin[] = []): Promise<Town> {
  const town = await createTestHost({ postgres, modules: [ratings, ...others] })
  const ask = async <Data>(query: string, variables?: Record<string, unknown>, options?: GraphOptions): Promise<Data> => {
    const { data, errors } = await town.graph<Data>('uzda', query, variables, options)
    if (errors) throw new Error([...errors.map((error) => `${error.extensions.code}: ${error.message} at ${error.path?.join('.')}`), ...town.log.filter((line) => line.includes('"level":50')).slice(-1)].join('; '))
    return data
  }
  const admin = { as: 'admin.uzda' }
  const { saveOrganisation: { id: organisation } } = await ask<{ saveOrganisation: { id: string } }>(
    'mutation ($input: OrganisationInput!) { saveOrganisation(input: $input) { ... on Organisation { id } ... on Problem { code } } }',
    { input: { code: 'RIK', kind: 'EXECUTIVE_COMMITTEE', name: { ru: 'Райисполком', be: 'Райвыканкам', en: 'Committee' } } }, admin)
  for (const [code, name] of Object.entries(names)) {
    const { saveDepartment: { id: department } } = await ask<{ saveDepartment: { id: string } }>(
      'mutation ($input: DepartmentInput!) { saveDepartment(input: $input) { ... on Department { id } ... on Problem { code } } }', { input: { code, name, organisation } }, admin)
    if (code === 'POST') await ask('mutation ($input: StaffMemberInput!) { saveStaffMember(input: $input) { __typename ... on Problem { code } } }', { input: { person: keyOfTestPerson('executor.uzda'), name: 'Н. Почтальон', position: 'почтальон', departments: [department] } }, admin)
    else await ask('mutation ($input: StaffMemberInput!) { saveStaffMember(input: $input) { __typename ... on Problem { code } } }', { input: { person: keyOfTestPerson('executor.uzda+other'), name: 'П. Мастер', position: 'мастер', departments: [department] } }, admin)
  }
  return { ...town, ask, ctx: town.host.systemScope(town.host.store.bySlug('uzda')!.city.id, 'test').ctx(town.host.registry.find('ratings')!) }
}

export const scores = (simplicity: number, information = simplicity, timeliness = simplicity, courtesy = simplicity) => ({ simplicity, information, timeliness, courtesy })

export const rateMutation = `mutation ($input: RateInput!) { rate(input: $input) { __typename
  ... on Rated { changed object { code } given { overall verified scores { criterion value } } }
  ... on Problem { code message } ... on InvalidInput { fields { path code } } ... on RateLimited { retryAfterSeconds } } }`
export interface RateReply { readonly __typename: string; readonly code?: string; readonly changed?: boolean; readonly given?: { readonly overall: number; readonly verified: boolean }; readonly fields?: readonly { readonly path: string; readonly code: string }[] }
export const rate = async (town: Town, input: Record<string, unknown>, options: GraphOptions = {}): Promise<RateReply> => (await town.ask<{ rate: RateReply }>(rateMutation, { input }, options)).rate

export interface Shown { readonly verified: { readonly n: number; readonly overall: number | null }; readonly unverified: { readonly n: number; readonly overall: number | null }; readonly rank: number | null; readonly missing: number; readonly trend: readonly { readonly month: string; readonly n: number; readonly overall: number }[] }
export const look = async (town: Town, code: string, options: GraphOptions = {}): Promise<Shown> => (await town.ask<{ ratedObject: Shown }>(
  'query ($code: String!) { ratedObject(code: $code) { verified { n overall criteria { criterion mean } } unverified { n overall } rank missing trend { month n overall } } }', { code }, options)).ratedObject
