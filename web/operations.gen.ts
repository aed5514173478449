// Made from operations.graphql; run `node web/build/operations/main.ts` after changing it.
import type { TrustedOperation } from '@vmeste/sdk/web'

export interface ModuleChangeInput {
  module: string
  enabled: boolean
}

export interface MeQuery { readonly me: { readonly __typename: 'Me'; readonly key: string; readonly name: string; readonly username: string; readonly roles: readonly (string)[]; readonly permissions: readonly (string)[] } | null }
export type MeQueryVariables = Record<string, never>
export const meQuery: TrustedOperation<MeQuery, MeQueryVariables> = { id: 'c286ea1167a452f620f6df679d1221ccd0ec56068a107fb6ae9d89f3ca7076a7', name: 'me', kind: 'query' }

export interface PortalModulesQuery { readonly portalModules: readonly ({ readonly __typename: 'PortalModule'; readonly id: string; readonly entry: string; readonly css: readonly (string)[]; readonly integrity: string })[] | null }
export type PortalModulesQueryVariables = Record<string, never>
export const portalModulesQuery: TrustedOperation<PortalModulesQuery, PortalModulesQueryVariables> = { id: 'c84fbb5f7fe8c5b54ecc39d07e2c19053c50d5a833b944817d985408b525e5ce', name: 'portalModules', kind: 'query' }

export interface SwitchboardQuery { readonly modules: readonly ({ readonly __typename: 'Module'; readonly id: string; readonly title: string; readonly summary: string; readonly enabled: boolean; readonly changedAt: string | null; readonly changedBy: string | null; readonly inUse: { readonly __typename: 'ModuleUse'; readonly count: number; readonly what: string } | null })[] | null; readonly moduleLog: readonly ({ readonly __typename: 'ModuleLogEntry'; readonly at: string; readonly by: string; readonly revision: number; readonly changes: readonly ({ readonly __typename: 'ModuleChange'; readonly module: string; readonly title: string; readonly enabled: boolean })[] })[] | null }
export type SwitchboardQueryVariables = Record<string, never>
export const switchboardQuery: TrustedOperation<SwitchboardQuery, SwitchboardQueryVariables> = { id: '785645c4cfec5accd6c143189a4e86aef359d5453b06396a9bf5b88aa49b71bb', name: 'switchboard', kind: 'query' }

export interface PlanModulesQuery { readonly planModules: { readonly __typename: 'ModulePlan'; readonly hash: string; readonly revision: number; readonly possible: boolean; readonly changes: readonly ({ readonly __typename: 'ModuleChange'; readonly module: string; readonly title: string; readonly enabled: boolean })[]; readonly steps: readonly ({ readonly __typename: 'ModulePlanStep'; readonly module: string; readonly kind: 'APPEARS' | 'DISAPPEARS' | 'KEPT' | 'MISSING' | 'PARKED'; readonly text: string })[] } | { readonly __typename: 'InvalidInput' | 'NotFound'; readonly code: string; readonly message: string } | null }
export type PlanModulesQueryVariables = { changes: readonly (ModuleChangeInput)[] }
export const planModulesQuery: TrustedOperation<PlanModulesQuery, PlanModulesQueryVariables> = { id: '73ad5a66aa01a33ecc4d177c7156bc3ee9f5f65a09de67df14270f735fb74233', name: 'planModules', kind: 'query' }

export interface ChangeModulesMutation { readonly changeModules: { readonly __typename: 'ModulesChanged'; readonly revision: number; readonly modules: readonly ({ readonly __typename: 'Module'; readonly id: string; readonly title: string; readonly summary: string; readonly enabled: boolean; readonly changedAt: string | null; readonly changedBy: string | null; readonly inUse: { readonly __typename: 'ModuleUse'; readonly count: number; readonly what: string } | null })[] } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type ChangeModulesMutationVariables = { changes: readonly (ModuleChangeInput)[]; plan: string }
export const changeModulesMutation: TrustedOperation<ChangeModulesMutation, ChangeModulesMutationVariables> = { id: '965e5860f4b4b3209354ea5b6572e08552ee8e607d7e1f8dad2e6e1c58887f46', name: 'changeModules', kind: 'mutation' }

export interface CityChangedSubscription { readonly cityChanged: { readonly __typename: 'CityChanged'; readonly revision: number } | null }
export type CityChangedSubscriptionVariables = Record<string, never>
export const cityChangedSubscription: TrustedOperation<CityChangedSubscription, CityChangedSubscriptionVariables> = { id: '718123a569638cf5de497387431a161efd2cca35b6bc717bc7840686e926c79b', name: 'cityChanged', kind: 'subscription' }
