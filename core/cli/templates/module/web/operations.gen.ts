// Made from operations.graphql; run `npm run -s vmeste -- operations` after changing it.
import type { TrustedOperation } from '@vmeste/sdk/web'

export interface StrayAnimalsInput {
  kind: 'DOG' | 'CAT' | 'OTHER'
  place: string
  note?: string | null
}

export interface StrayAnimalsQuery { readonly strayAnimals: readonly ({ readonly __typename: 'StrayAnimalsSighting'; readonly id: string; readonly kind: 'DOG' | 'CAT' | 'OTHER'; readonly place: string; readonly note: string | null; readonly seenAt: string; readonly closedAt: string | null })[] | null }
export type StrayAnimalsQueryVariables = Record<string, never>
export const strayAnimalsQuery: TrustedOperation<StrayAnimalsQuery, StrayAnimalsQueryVariables> = { id: 'da141c047f177a4bc91a635477ee283f8b956e22a565cf82a48803254fc403d7', name: 'strayAnimals', kind: 'query' }

export interface ReportStrayAnimalsMutation { readonly reportStrayAnimals: { readonly __typename: 'StrayAnimalsSighting'; readonly id: string; readonly kind: 'DOG' | 'CAT' | 'OTHER'; readonly place: string; readonly note: string | null; readonly seenAt: string; readonly closedAt: string | null } | { readonly __typename: 'InvalidInput'; readonly code: string; readonly message: string; readonly fields: readonly ({ readonly __typename: 'FieldProblem'; readonly path: string; readonly code: string; readonly message: string })[] } | { readonly __typename: 'RateLimited'; readonly code: string; readonly message: string } | null }
export type ReportStrayAnimalsMutationVariables = { input: StrayAnimalsInput }
export const reportStrayAnimalsMutation: TrustedOperation<ReportStrayAnimalsMutation, ReportStrayAnimalsMutationVariables> = { id: '2d6299c64959d55c6e4919f2ce62a81989842da362416267a33a954e8035766a', name: 'reportStrayAnimals', kind: 'mutation' }

export interface CloseStrayAnimalsMutation { readonly closeStrayAnimals: { readonly __typename: 'StrayAnimalsSighting'; readonly id: string; readonly kind: 'DOG' | 'CAT' | 'OTHER'; readonly place: string; readonly note: string | null; readonly seenAt: string; readonly closedAt: string | null } | { readonly __typename: 'NotFound'; readonly code: string; readonly message: string } | null }
export type CloseStrayAnimalsMutationVariables = { id: string }
export const closeStrayAnimalsMutation: TrustedOperation<CloseStrayAnimalsMutation, CloseStrayAnimalsMutationVariables> = { id: '38f3118db0900a95f3e5491e9710ccb17403a93c1b9e0231652cdca460474e2b', name: 'closeStrayAnimals', kind: 'mutation' }
