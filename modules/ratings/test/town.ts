import {
  askIn,
  createTestHost,
  enterServices,
  type Ask,
  type GraphOptions,
  type TestHost,
  type TestService,
} from '@vmeste/testkit'
import type { Plugin } from '@vmeste/sdk'
import type { RatingsCtx } from '../src/ctx.ts'
import ratings from '../src/plugin.ts'

const services: Readonly<Record<string, TestService>> = {
  POST: { name: { ru: 'Почта', be: 'Пошта', en: 'Post' }, staff: ['executor.uzda', 'Н. Почтальон', 'почтальон'] },
  HOUS: { name: { ru: 'ЖКХ', be: 'ЖКГ', en: 'Housing' }, staff: ['executor.uzda+other', 'П. Мастер', 'мастер'] },
}

export interface Town extends TestHost {
  /** Asks Узда's graph; an error of the request itself fails the test. */
  readonly ask: Ask
  readonly ctx: RatingsCtx
}

/** Узда with two departments, one of them with somebody in it, and whatever other modules the test brings. */
export async function openTown(postgres: string, others: readonly Plugin[] = []): Promise<Town> {
  const town = await createTestHost({ postgres, modules: [ratings, ...others] })
  const ask = askIn(town, 'uzda')
  await enterServices(ask, services)
  return { ...town, ask, ctx: town.ctxIn('uzda', 'ratings') }
}

export const scores = (
  simplicity: number,
  information = simplicity,
  timeliness = simplicity,
  courtesy = simplicity,
) => ({ simplicity, information, timeliness, courtesy })

export const rateMutation = `mutation ($input: RateInput!) { rate(input: $input) { __typename
  ... on Rated { changed object { code } given { overall verified scores { criterion value } } }
  ... on Problem { code message } ... on InvalidInput { fields { path code } } ... on RateLimited { retryAfterSeconds } } }`
export interface RateReply {
  readonly __typename: string
  readonly code?: string
  readonly changed?: boolean
  readonly given?: { readonly overall: number; readonly verified: boolean }
  readonly fields?: readonly { readonly path: string; readonly code: string }[]
}
export const rate = async (
  town: Town,
  input: Record<string, unknown>,
  options: GraphOptions = {},
): Promise<RateReply> => (await town.ask<{ rate: RateReply }>(rateMutation, { input }, options)).rate

export interface Shown {
  readonly verified: { readonly n: number; readonly overall: number | null }
  readonly unverified: { readonly n: number; readonly overall: number | null }
  readonly rank: number | null
  readonly missing: number
  readonly trend: readonly { readonly month: string; readonly n: number; readonly overall: number }[]
}
export const look = async (town: Town, code: string, options: GraphOptions = {}): Promise<Shown> =>
  (
    await town.ask<{ ratedObject: Shown }>(
      'query ($code: String!) { ratedObject(code: $code) { verified { n overall criteria { criterion mean } } unverified { n overall } rank missing trend { month n overall } } }',
      { code },
      options,
    )
  ).ratedObject
