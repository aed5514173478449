// Made from operations.graphql; run `npm run -s vmeste -- operations` after changing it.
import type { TrustedOperation } from '@vmeste/sdk/web'

export interface LookFilter {
  viewer?: string | null
  subject?: string | null
  number?: string | null
  what?: 'OPEN' | 'DATA' | 'EXPORT' | 'ERASE' | null
  from?: string | null
  before?: string | null
}
export interface ModuleChangeInput {
  module: string
  enabled: boolean
}
export interface InviteStaffInput {
  givenName: string
  familyName?: string | null
  email: string
  roles: readonly (string)[]
}
export interface StaffMemberInput {
  person: string
  name: string
  position: string
  departments: readonly (string)[]
}
export interface PushInput {
  endpoint: string
  p256dh: string
  auth: string
}
export interface ReachInput {
  lang: 'ru' | 'be' | 'en'
  email: boolean
  pace: 'NOW' | 'DAILY'
  quietFrom: number
  quietUntil: number
}
export interface AddRoleInput {
  code: string
  title: RoleTitleInput
  as?: string | null
}
export interface RoleTitleInput {
  ru: string
  be: string
  en: string
}
export interface CalendarYearInput {
  year: number
  state: 'OFFICIAL' | 'PROVISIONAL'
  source: string
  week?: readonly (number)[] | null
  hours?: readonly (WorkingSpanInput)[] | null
  holidays: readonly (HolidayInput)[]
  transfers: readonly (DayTransferInput)[]
}
export interface WorkingSpanInput {
  from: string
  to: string
}
export interface HolidayInput {
  date: string
  name: WordingInput
}
export interface WordingInput {
  ru: string
  be: string
  en: string
}
export interface DayTransferInput {
  off: string
  work?: string | null
  instead?: string | null
}
export interface TopicInput {
  code: string
  parent?: string | null
  title: WordingInput
  department: string
  makeSafe?: string | null
  fix?: string | null
  callFirst?: string | null
  hidden?: boolean | null
  note?: WordingInput | null
}

export interface MeQuery { readonly me: { readonly __typename: 'Me'; readonly key: string; readonly name: string; readonly username: string; readonly assurance: 'ANONYMOUS' | 'PHONE' | 'UNIQUE_ID' | 'SIGNATURE'; readonly roles: readonly (string)[]; readonly roleTitles: readonly (string)[]; readonly permissions: readonly (string)[] } | null }
export type MeQueryVariables = Record<string, never>
export const meQuery: TrustedOperation<MeQuery, MeQueryVariables> = { id: '37a09d002a012c0eee272ebf987b1201b0dcfa84a4341a24c2767d0932aea5a5', name: 'me', kind: 'query' }

export interface MyDataQuery { readonly myData: { readonly __typename: 'MyData'; readonly account: { readonly __typename: 'HeldAccount'; readonly name: string; readonly username: string; readonly email: string | null } | null; readonly held: readonly ({ readonly __typename: 'HeldData'; readonly id: string; readonly title: string; readonly purpose: string; readonly months: number; readonly afterClosing: boolean; readonly correct: string | null; readonly correctAt: string | null; readonly count: number; readonly things: readonly ({ readonly __typename: 'HeldThing'; readonly lines: readonly ({ readonly __typename: 'HeldLine'; readonly label: string; readonly text: string | null; readonly at: string | null })[]; readonly photos: number; readonly href: string | null })[] })[]; readonly seenBy: readonly ({ readonly __typename: 'SeenBy'; readonly at: string; readonly what: 'OPEN' | 'DATA' | 'EXPORT' | 'ERASE'; readonly who: 'YOU' | 'STAFF' | 'LINK' | 'OPERATOR'; readonly service: string | null; readonly post: string | null })[]; readonly stays: readonly (string)[]; readonly confirm: string } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'NotAllowed' | 'RateLimited'; readonly code: string; readonly message: string } | null }
export type MyDataQueryVariables = { secret?: string | null }
export const myDataQuery: TrustedOperation<MyDataQuery, MyDataQueryVariables> = { id: '1e9093f39a730c658536f14f1e85e45aa6487862396247095de883d4d8c9c2b7', name: 'myData', kind: 'query' }

export interface EraseMyDataMutation { readonly eraseMyData: { readonly __typename: 'MyDataErased'; readonly erased: number; readonly account: boolean; readonly unwritten: string | null } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'NotAllowed' | 'RateLimited'; readonly code: string; readonly message: string; readonly path: string | null } | null }
export type EraseMyDataMutationVariables = { confirm: string; secret?: string | null; everywhere?: boolean | null }
export const eraseMyDataMutation: TrustedOperation<EraseMyDataMutation, EraseMyDataMutationVariables> = { id: '475c857ef2cc8235edc3bbac1744c801de6f07ca09a870a33c6989b87fb202ae', name: 'eraseMyData', kind: 'mutation' }

export interface LooksQuery { readonly looks: { readonly __typename: 'LookPage'; readonly after: string | null; readonly nodes: readonly ({ readonly __typename: 'Look'; readonly at: string; readonly what: 'OPEN' | 'DATA' | 'EXPORT' | 'ERASE'; readonly subject: string; readonly module: string; readonly number: string | null; readonly viewer: string; readonly service: string | null; readonly post: string | null })[] } | { readonly __typename: 'InvalidInput'; readonly code: string; readonly message: string } | null; readonly staff: readonly ({ readonly __typename: 'StaffMember'; readonly person: string; readonly name: string; readonly position: string })[] | null }
export type LooksQueryVariables = { filter?: LookFilter | null; after?: string | null }
export const looksQuery: TrustedOperation<LooksQuery, LooksQueryVariables> = { id: 'c06277d05787c97bf5f9433dd74e685ecc4e60dcc681bad2fc2dfd264788281e', name: 'looks', kind: 'query' }

export interface PortalModulesQuery { readonly portalModules: readonly ({ readonly __typename: 'PortalModule'; readonly id: string; readonly entry: string; readonly css: readonly (string)[]; readonly integrity: string })[] | null }
export type PortalModulesQueryVariables = Record<string, never>
export const portalModulesQuery: TrustedOperation<PortalModulesQuery, PortalModulesQueryVariables> = { id: 'c84fbb5f7fe8c5b54ecc39d07e2c19053c50d5a833b944817d985408b525e5ce', name: 'portalModules', kind: 'query' }

export interface SwitchboardQuery { readonly modules: readonly ({ readonly __typename: 'Module'; readonly id: string; readonly title: string; readonly summary: string; readonly enabled: boolean; readonly hasSettings: boolean; readonly changedAt: string | null; readonly changedBy: string | null; readonly inUse: { readonly __typename: 'ModuleUse'; readonly count: number; readonly what: string } | null; readonly health: { readonly __typename: 'ModuleHealth'; readonly state: 'HEALTHY' | 'DEGRADED' | 'UNHEALTHY' | 'RESTING'; readonly reason: string | null } })[] | null; readonly moduleLog: readonly ({ readonly __typename: 'ModuleLogEntry'; readonly at: string; readonly by: string; readonly revision: number; readonly changes: readonly ({ readonly __typename: 'ModuleChange'; readonly module: string; readonly title: string; readonly enabled: boolean })[] })[] | null }
export type SwitchboardQueryVariables = Record<string, never>
export const switchboardQuery: TrustedOperation<SwitchboardQuery, SwitchboardQueryVariables> = { id: 'bdd3b00cc938459b2ee5675f267b065bb2fb8afdfcfab7f1282a201cb584d683', name: 'switchboard', kind: 'query' }

export interface PlanModulesQuery { readonly planModules: { readonly __typename: 'ModulePlan'; readonly hash: string; readonly revision: number; readonly possible: boolean; readonly changes: readonly ({ readonly __typename: 'ModuleChange'; readonly module: string; readonly title: string; readonly enabled: boolean })[]; readonly steps: readonly ({ readonly __typename: 'ModulePlanStep'; readonly module: string; readonly kind: 'APPEARS' | 'DISAPPEARS' | 'KEPT' | 'MISSING' | 'PARKED'; readonly text: string })[] } | { readonly __typename: 'InvalidInput' | 'NotFound'; readonly code: string; readonly message: string } | null }
export type PlanModulesQueryVariables = { changes: readonly (ModuleChangeInput)[] }
export const planModulesQuery: TrustedOperation<PlanModulesQuery, PlanModulesQueryVariables> = { id: '73ad5a66aa01a33ecc4d177c7156bc3ee9f5f65a09de67df14270f735fb74233', name: 'planModules', kind: 'query' }

export interface ChangeModulesMutation { readonly changeModules: { readonly __typename: 'ModulesChanged'; readonly revision: number; readonly modules: readonly ({ readonly __typename: 'Module'; readonly id: string; readonly title: string; readonly summary: string; readonly enabled: boolean; readonly changedAt: string | null; readonly changedBy: string | null; readonly inUse: { readonly __typename: 'ModuleUse'; readonly count: number; readonly what: string } | null })[] } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type ChangeModulesMutationVariables = { changes: readonly (ModuleChangeInput)[]; plan: string }
export const changeModulesMutation: TrustedOperation<ChangeModulesMutation, ChangeModulesMutationVariables> = { id: '965e5860f4b4b3209354ea5b6572e08552ee8e607d7e1f8dad2e6e1c58887f46', name: 'changeModules', kind: 'mutation' }

export interface ModuleSettingsQuery { readonly moduleSettings: { readonly __typename: 'ModuleSettings'; readonly module: string; readonly title: string; readonly enabled: boolean; readonly schema: unknown; readonly values: unknown; readonly secretsSet: readonly (string)[]; readonly unfit: readonly (string)[]; readonly version: string; readonly history: readonly ({ readonly __typename: 'SettingsChange'; readonly at: string; readonly by: string; readonly revision: number; readonly changes: readonly ({ readonly __typename: 'SettingChange'; readonly field: string; readonly title: string; readonly secret: 'SET' | 'CLEARED' | null; readonly before: unknown | null; readonly after: unknown | null })[] })[] | null } | null; readonly departments: readonly ({ readonly __typename: 'Department'; readonly code: string; readonly names: { readonly __typename: 'Texts'; readonly ru: string; readonly be: string; readonly en: string } })[] | null }
export type ModuleSettingsQueryVariables = { module: string }
export const moduleSettingsQuery: TrustedOperation<ModuleSettingsQuery, ModuleSettingsQueryVariables> = { id: '126db0bea2a20bda657fc4f8428a842298e4b3e64415f98148ccb1f82a472891', name: 'moduleSettings', kind: 'query' }

export interface ChangeModuleSettingsMutation { readonly changeModuleSettings: { readonly __typename: 'ModuleSettingsChanged'; readonly revision: number; readonly settings: { readonly __typename: 'ModuleSettings'; readonly version: string } } | { readonly __typename: 'InvalidInput'; readonly code: string; readonly message: string; readonly fields: readonly ({ readonly __typename: 'FieldProblem'; readonly path: string; readonly code: string; readonly message: string })[] } | { readonly __typename: 'NotFound' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type ChangeModuleSettingsMutationVariables = { module: string; values: unknown; clear?: readonly (string)[] | null; expected: string }
export const changeModuleSettingsMutation: TrustedOperation<ChangeModuleSettingsMutation, ChangeModuleSettingsMutationVariables> = { id: '37bdb2c5b0a5f7651d9b12535a680651456b3799a1124c0be442b3efbfa8a2ed', name: 'changeModuleSettings', kind: 'mutation' }

export interface ModulePurgePlanQuery { readonly modulePurgePlan: { readonly __typename: 'ModulePurgePlan'; readonly module: string; readonly tables: readonly ({ readonly __typename: 'ModuleTable'; readonly name: string; readonly rows: number })[]; readonly waiting: number; readonly export: { readonly __typename: 'ModuleExport'; readonly at: string; readonly rows: number; readonly digest: string } | null; readonly withoutExport: string } | { readonly __typename: 'NotFound' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type ModulePurgePlanQueryVariables = { module: string }
export const modulePurgePlanQuery: TrustedOperation<ModulePurgePlanQuery, ModulePurgePlanQueryVariables> = { id: '15d1f05a6d586b358a64a6bb26c9ed822e46968b120ae3b638377694736afdc0', name: 'modulePurgePlan', kind: 'query' }

export interface PurgeModuleMutation { readonly purgeModule: { readonly __typename: 'ModulePurged'; readonly deleted: number; readonly done: boolean; readonly unwritten: string | null } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type PurgeModuleMutationVariables = { module: string; digest?: string | null; withoutExport?: string | null }
export const purgeModuleMutation: TrustedOperation<PurgeModuleMutation, PurgeModuleMutationVariables> = { id: 'd52478c3ccd0e0e9f5dca4859db2a22964850e6cfdf043c485f314625d2cbf28', name: 'purgeModule', kind: 'mutation' }

export interface PeopleQuery { readonly staffAccounts: { readonly __typename: 'StaffAccountPage'; readonly after: string | null; readonly nodes: readonly ({ readonly __typename: 'StaffAccount'; readonly person: string; readonly name: string; readonly email: string | null; readonly roles: readonly (string)[]; readonly state: 'INVITED' | 'ACTIVE' | 'DISABLED'; readonly lastAct: { readonly __typename: 'StaffAct'; readonly at: string; readonly by: string; readonly person: string; readonly action: 'INVITE' | 'ASSIGN' | 'WITHDRAW' | 'REMOVE' | 'ENABLE' | 'DISABLE'; readonly roles: readonly (string)[] } | null })[] } | null; readonly staffRoles: readonly ({ readonly __typename: 'StaffRole'; readonly code: string; readonly title: string })[] | null; readonly staffLog: readonly ({ readonly __typename: 'StaffAct'; readonly at: string; readonly by: string; readonly person: string; readonly action: 'INVITE' | 'ASSIGN' | 'WITHDRAW' | 'REMOVE' | 'ENABLE' | 'DISABLE'; readonly roles: readonly (string)[] })[] | null; readonly staff: readonly ({ readonly __typename: 'StaffMember'; readonly person: string; readonly name: string; readonly position: string; readonly departments: readonly ({ readonly __typename: 'Department'; readonly id: string; readonly name: string })[] })[] | null; readonly departments: readonly ({ readonly __typename: 'Department'; readonly id: string; readonly name: string })[] | null }
export type PeopleQueryVariables = { after?: string | null }
export const peopleQuery: TrustedOperation<PeopleQuery, PeopleQueryVariables> = { id: '5a8e08ee1f1996aba118510bd0901036885af79f64eaa3ce7c434f14b2a3604d', name: 'people', kind: 'query' }

export interface InviteStaffMutation { readonly inviteStaff: { readonly __typename: 'StaffInvited'; readonly known: boolean; readonly unsent: boolean; readonly account: { readonly __typename: 'StaffAccount'; readonly person: string; readonly name: string; readonly email: string | null; readonly roles: readonly (string)[]; readonly state: 'INVITED' | 'ACTIVE' | 'DISABLED' }; readonly letter: { readonly __typename: 'StaffLetter'; readonly subject: string } | null } | { readonly __typename: 'InvalidInput'; readonly code: string; readonly message: string; readonly path: string | null; readonly fields: readonly ({ readonly __typename: 'FieldProblem'; readonly path: string; readonly code: string; readonly message: string })[] } | { readonly __typename: 'NotFound' | 'Conflict' | 'RateLimited' | 'Unavailable'; readonly code: string; readonly message: string; readonly path: string | null } | null }
export type InviteStaffMutationVariables = { input: InviteStaffInput }
export const inviteStaffMutation: TrustedOperation<InviteStaffMutation, InviteStaffMutationVariables> = { id: 'e2e5f48125fa2e36eed0239f7035411c8fd957e4578856fd8c833a838baafdb4', name: 'inviteStaff', kind: 'mutation' }

export interface AssignCityRoleMutation { readonly assignCityRole: { readonly __typename: 'StaffChanged'; readonly account: { readonly __typename: 'StaffAccount'; readonly person: string; readonly roles: readonly (string)[] } | null } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'Conflict' | 'Unavailable'; readonly code: string; readonly message: string } | null }
export type AssignCityRoleMutationVariables = { person: string; role: string }
export const assignCityRoleMutation: TrustedOperation<AssignCityRoleMutation, AssignCityRoleMutationVariables> = { id: '125dbf12fc7bf549e9d89a4625d8ff0c2093cd91dec6b451daf5e1cd145b924e', name: 'assignCityRole', kind: 'mutation' }

export interface WithdrawCityRoleMutation { readonly withdrawCityRole: { readonly __typename: 'StaffChanged'; readonly account: { readonly __typename: 'StaffAccount'; readonly person: string; readonly roles: readonly (string)[] } | null } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'Conflict' | 'Unavailable'; readonly code: string; readonly message: string } | null }
export type WithdrawCityRoleMutationVariables = { person: string; role: string }
export const withdrawCityRoleMutation: TrustedOperation<WithdrawCityRoleMutation, WithdrawCityRoleMutationVariables> = { id: '058043930bc8b97ef0915617026a3bf66dbd88237ad47d8ac406293d3370e0c2', name: 'withdrawCityRole', kind: 'mutation' }

export interface RemoveFromCityMutation { readonly removeFromCity: { readonly __typename: 'StaffChanged'; readonly account: { readonly __typename: 'StaffAccount'; readonly person: string; readonly roles: readonly (string)[] } | null } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'Conflict' | 'Unavailable'; readonly code: string; readonly message: string } | null }
export type RemoveFromCityMutationVariables = { person: string }
export const removeFromCityMutation: TrustedOperation<RemoveFromCityMutation, RemoveFromCityMutationVariables> = { id: 'b0a2f2423c4f1e569c649b6da75d9fdab4ad5b9c75d1bf5c06a3224f573ad76f', name: 'removeFromCity', kind: 'mutation' }

export interface SetStaffEnabledMutation { readonly setStaffEnabled: { readonly __typename: 'StaffChanged'; readonly account: { readonly __typename: 'StaffAccount'; readonly person: string; readonly state: 'INVITED' | 'ACTIVE' | 'DISABLED' } | null } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'Conflict' | 'Unavailable'; readonly code: string; readonly message: string } | null }
export type SetStaffEnabledMutationVariables = { person: string; enabled: boolean }
export const setStaffEnabledMutation: TrustedOperation<SetStaffEnabledMutation, SetStaffEnabledMutationVariables> = { id: '2948ad0cebd80b45c0d2fca67588c9158a40aa3888c318e7ea3c057ef674f73a', name: 'setStaffEnabled', kind: 'mutation' }

export interface SaveStaffMemberMutation { readonly saveStaffMember: { readonly __typename: 'StaffMember'; readonly person: string; readonly name: string; readonly position: string; readonly departments: readonly ({ readonly __typename: 'Department'; readonly id: string; readonly name: string })[] } | { readonly __typename: 'InvalidInput'; readonly code: string; readonly message: string; readonly path: string | null; readonly fields: readonly ({ readonly __typename: 'FieldProblem'; readonly path: string; readonly code: string; readonly message: string })[] } | { readonly __typename: 'NotFound' | 'NotAllowed' | 'Conflict'; readonly code: string; readonly message: string; readonly path: string | null } | null }
export type SaveStaffMemberMutationVariables = { input: StaffMemberInput }
export const saveStaffMemberMutation: TrustedOperation<SaveStaffMemberMutation, SaveStaffMemberMutationVariables> = { id: '0b91f0462035157f2d7bb5d7ef158c0c4ecf7d4690578d172f05e4bd3a0fbf5d', name: 'saveStaffMember', kind: 'mutation' }

export interface RemoveStaffMemberMutation { readonly removeStaffMember: { readonly __typename: 'DirectoryEntryRemoved'; readonly id: string } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'NotAllowed' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type RemoveStaffMemberMutationVariables = { person: string }
export const removeStaffMemberMutation: TrustedOperation<RemoveStaffMemberMutation, RemoveStaffMemberMutationVariables> = { id: '7d06b6138301b8893b83932146c5fbd24f54c15dac8c836bf3af0149892b5f71', name: 'removeStaffMember', kind: 'mutation' }

export interface CityChangedSubscription { readonly cityChanged: { readonly __typename: 'CityChanged'; readonly revision: number } | null }
export type CityChangedSubscriptionVariables = Record<string, never>
export const cityChangedSubscription: TrustedOperation<CityChangedSubscription, CityChangedSubscriptionVariables> = { id: '718123a569638cf5de497387431a161efd2cca35b6bc717bc7840686e926c79b', name: 'cityChanged', kind: 'subscription' }

export interface MyCasesQuery { readonly myCases: readonly ({ readonly __typename: 'CaseSummary'; readonly id: string; readonly subject: string; readonly number: string; readonly title: string; readonly place: string | null; readonly publicStatus: 'RECEIVED' | 'IN_PROGRESS' | 'NEEDS_YOU' | 'PLANNED' | 'DONE' | 'ENDED'; readonly createdAt: string; readonly updatedAt: string; readonly due: string | null; readonly href: string } | null)[] | null }
export type MyCasesQueryVariables = { before?: string | null }
export const myCasesQuery: TrustedOperation<MyCasesQuery, MyCasesQueryVariables> = { id: 'ff552a55585ea930b0bd0e18ae7915d6b3efae6bae2d81dd98f08624a37fcdea', name: 'myCases', kind: 'query' }

export interface NotificationsQuery { readonly myNotifications: readonly ({ readonly __typename: 'Notification'; readonly id: string; readonly subject: string; readonly text: string; readonly href: string | null; readonly createdAt: string; readonly readAt: string | null })[] | null; readonly unreadNotifications: number | null }
export type NotificationsQueryVariables = { before?: string | null }
export const notificationsQuery: TrustedOperation<NotificationsQuery, NotificationsQueryVariables> = { id: '512c1533c335a7243729dd7d7dfc2b996571e2da3b2ae9d6fdb4c81bd17bf6d7', name: 'notifications', kind: 'query' }

export interface UnreadQuery { readonly unreadNotifications: number | null }
export type UnreadQueryVariables = Record<string, never>
export const unreadQuery: TrustedOperation<UnreadQuery, UnreadQueryVariables> = { id: '2fbe40d44e89fa61449090ab174a853009f6df7633d84df40e41808c4c857f88', name: 'unread', kind: 'query' }

export interface MyReachQuery { readonly pushKey: string | null; readonly myMessenger: { readonly __typename: 'MyMessenger'; readonly offered: boolean; readonly linked: boolean } | null; readonly myReach: { readonly __typename: 'Reach'; readonly lang: 'ru' | 'be' | 'en'; readonly email: boolean; readonly pace: 'NOW' | 'DAILY'; readonly quietFrom: number; readonly quietUntil: number; readonly unchosen: boolean; readonly address: string | null; readonly stopped: boolean; readonly staff: boolean } | null }
export type MyReachQueryVariables = Record<string, never>
export const myReachQuery: TrustedOperation<MyReachQuery, MyReachQueryVariables> = { id: 'dca1a95cc629b6d4ccdfb5f6ee366797c1c832a6082598eecc82ca22d56d4926', name: 'myReach', kind: 'query' }

export interface SubscribePushMutation { readonly subscribePush: { readonly __typename: 'PushSubscribed'; readonly browsers: number } | { readonly __typename: 'InvalidInput' | 'NotAllowed'; readonly code: string; readonly message: string } | null }
export type SubscribePushMutationVariables = { input: PushInput }
export const subscribePushMutation: TrustedOperation<SubscribePushMutation, SubscribePushMutationVariables> = { id: '2bd5d7bfd31b5845c9ae71cca612dce91de7e4db2d16c6798f54b63c626702c0', name: 'subscribePush', kind: 'mutation' }

export interface UnsubscribePushMutation { readonly unsubscribePush: { readonly __typename: 'PushSubscribed'; readonly browsers: number } | { readonly __typename: 'InvalidInput' | 'NotAllowed'; readonly code: string; readonly message: string } | null }
export type UnsubscribePushMutationVariables = { endpoint: string }
export const unsubscribePushMutation: TrustedOperation<UnsubscribePushMutation, UnsubscribePushMutationVariables> = { id: '43b4ce8ad36d6fac9cdd02ca11a6c2fe453fa42fc4b2681257a15e6cc9276bd0', name: 'unsubscribePush', kind: 'mutation' }

export interface LinkMessengerMutation { readonly linkMessenger: { readonly __typename: 'MessengerCode'; readonly url: string; readonly minutes: number } | { readonly __typename: 'Conflict' | 'NotAllowed'; readonly code: string; readonly message: string } | null }
export type LinkMessengerMutationVariables = Record<string, never>
export const linkMessengerMutation: TrustedOperation<LinkMessengerMutation, LinkMessengerMutationVariables> = { id: 'f8c0ad6e1692b10817f701596f5bad2eb72bf3f175075ced71dce0bc30b36cac', name: 'linkMessenger', kind: 'mutation' }

export interface UnlinkMessengerMutation { readonly unlinkMessenger: { readonly __typename: 'MyMessenger'; readonly linked: boolean } | { readonly __typename: 'NotAllowed'; readonly code: string; readonly message: string } | null }
export type UnlinkMessengerMutationVariables = Record<string, never>
export const unlinkMessengerMutation: TrustedOperation<UnlinkMessengerMutation, UnlinkMessengerMutationVariables> = { id: 'bd795b4bbaeab54df0de1dac53b10e4de726edbb07d8b0fc78edaf2c890564d0', name: 'unlinkMessenger', kind: 'mutation' }

export interface ChangeMyReachMutation { readonly changeMyReach: { readonly __typename: 'ReachChanged'; readonly reach: { readonly __typename: 'Reach'; readonly email: boolean } } | { readonly __typename: 'InvalidInput'; readonly code: string; readonly message: string; readonly fields: readonly ({ readonly __typename: 'FieldProblem'; readonly path: string; readonly code: string; readonly message: string })[] } | { readonly __typename: 'NotAllowed'; readonly code: string; readonly message: string } | null }
export type ChangeMyReachMutationVariables = { input: ReachInput }
export const changeMyReachMutation: TrustedOperation<ChangeMyReachMutation, ChangeMyReachMutationVariables> = { id: 'a93f1a9e38049a26ab197f4677c75f11f880f9b606c766592a80332aed4cd992', name: 'changeMyReach', kind: 'mutation' }

export interface MarkReadMutation { readonly markNotificationsRead: { readonly __typename: 'NotificationsRead'; readonly count: number; readonly unread: number } | { readonly __typename: 'InvalidInput' | 'NotAllowed'; readonly code: string; readonly message: string } | null }
export type MarkReadMutationVariables = { ids: readonly (string)[] }
export const markReadMutation: TrustedOperation<MarkReadMutation, MarkReadMutationVariables> = { id: '14c9920cbb8e7483322bc05dfacf0d8d492ca2eb98adda7a22f6ef055c54daa7', name: 'markRead', kind: 'mutation' }

export interface DemonstrationMailQuery { readonly outbox: readonly ({ readonly __typename: 'OutboxLetter'; readonly id: string; readonly channel: 'PORTAL' | 'EMAIL' | 'SMS'; readonly recipient: string; readonly subject: string; readonly text: string; readonly href: string | null; readonly createdAt: string; readonly sentAt: string | null })[] | null }
export type DemonstrationMailQueryVariables = { before?: string | null }
export const demonstrationMailQuery: TrustedOperation<DemonstrationMailQuery, DemonstrationMailQueryVariables> = { id: 'a0b7dadc1a7b0992312fbe05e14a99eb4f13fe643339286d690f89b09754ad28', name: 'demonstrationMail', kind: 'query' }

export interface TasksQuery { readonly tasks: { readonly __typename: 'TaskPage'; readonly nodes: readonly ({ readonly __typename: 'Task'; readonly id: string; readonly kind: string; readonly title: string; readonly words: string | null; readonly href: string | null; readonly service: string | null; readonly state: 'OPEN' | 'DONE' | 'CANCELLED'; readonly due: string | null; readonly overdue: boolean; readonly createdAt: string; readonly endedAt: string | null; readonly history: readonly ({ readonly __typename: 'TaskStep'; readonly at: string; readonly kind: 'CREATED' | 'DONE' | 'REOPENED' | 'CANCELLED' | 'REASSIGNED' | 'DUE_MOVED'; readonly text: string; readonly who: string; readonly note: string | null })[] })[]; readonly after: string | null } | null }
export type TasksQueryVariables = { list: 'MINE' | 'SERVICE' | 'DONE'; after?: string | null }
export const tasksQuery: TrustedOperation<TasksQuery, TasksQueryVariables> = { id: 'e3ca0fb4e81f8f1277a2753b0b82fe20f1733858b4f150aba86cbf55c435a574', name: 'tasks', kind: 'query' }

export interface MyTasksQuery { readonly myTasks: { readonly __typename: 'MyTasks'; readonly mine: number; readonly service: number; readonly overdue: number } | null }
export type MyTasksQueryVariables = Record<string, never>
export const myTasksQuery: TrustedOperation<MyTasksQuery, MyTasksQueryVariables> = { id: '4400d34814134c7cf999d8c9b2a3f46de06bfe9786fad06f81f91b7574a82191', name: 'myTasks', kind: 'query' }

export interface TaskServicesQuery { readonly departments: readonly ({ readonly __typename: 'Department'; readonly code: string; readonly name: string })[] | null }
export type TaskServicesQueryVariables = Record<string, never>
export const taskServicesQuery: TrustedOperation<TaskServicesQuery, TaskServicesQueryVariables> = { id: 'c0eb46c582b23caea5fb50534ca93f45b802ffb790545880333b584ef1d1363f', name: 'taskServices', kind: 'query' }

export interface CompleteTaskMutation { readonly completeTask: { readonly __typename: 'Task'; readonly id: string; readonly kind: string; readonly title: string; readonly words: string | null; readonly href: string | null; readonly service: string | null; readonly state: 'OPEN' | 'DONE' | 'CANCELLED'; readonly due: string | null; readonly overdue: boolean; readonly createdAt: string; readonly endedAt: string | null; readonly history: readonly ({ readonly __typename: 'TaskStep'; readonly at: string; readonly kind: 'CREATED' | 'DONE' | 'REOPENED' | 'CANCELLED' | 'REASSIGNED' | 'DUE_MOVED'; readonly text: string; readonly who: string; readonly note: string | null })[] } | { readonly __typename: 'InvalidInput'; readonly fields: readonly ({ readonly __typename: 'FieldProblem'; readonly path: string; readonly code: string; readonly message: string })[]; readonly code: string; readonly message: string } | { readonly __typename: 'NotFound' | 'NotAllowed' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type CompleteTaskMutationVariables = { id: string; note?: string | null }
export const completeTaskMutation: TrustedOperation<CompleteTaskMutation, CompleteTaskMutationVariables> = { id: 'b4135a351896610b0cdbd9591582c5c95bc408f08cc825712b1baba63bbecd31', name: 'completeTask', kind: 'mutation' }

export interface ReopenTaskMutation { readonly reopenTask: { readonly __typename: 'Task'; readonly id: string; readonly kind: string; readonly title: string; readonly words: string | null; readonly href: string | null; readonly service: string | null; readonly state: 'OPEN' | 'DONE' | 'CANCELLED'; readonly due: string | null; readonly overdue: boolean; readonly createdAt: string; readonly endedAt: string | null; readonly history: readonly ({ readonly __typename: 'TaskStep'; readonly at: string; readonly kind: 'CREATED' | 'DONE' | 'REOPENED' | 'CANCELLED' | 'REASSIGNED' | 'DUE_MOVED'; readonly text: string; readonly who: string; readonly note: string | null })[] } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'NotAllowed' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type ReopenTaskMutationVariables = { id: string }
export const reopenTaskMutation: TrustedOperation<ReopenTaskMutation, ReopenTaskMutationVariables> = { id: '9ae2fe8b57dbd026b197446ae08a733a829974a5cef2c48cf7791f739dfab0e0', name: 'reopenTask', kind: 'mutation' }

export interface ReassignTaskMutation { readonly reassignTask: { readonly __typename: 'Task'; readonly id: string; readonly kind: string; readonly title: string; readonly words: string | null; readonly href: string | null; readonly service: string | null; readonly state: 'OPEN' | 'DONE' | 'CANCELLED'; readonly due: string | null; readonly overdue: boolean; readonly createdAt: string; readonly endedAt: string | null; readonly history: readonly ({ readonly __typename: 'TaskStep'; readonly at: string; readonly kind: 'CREATED' | 'DONE' | 'REOPENED' | 'CANCELLED' | 'REASSIGNED' | 'DUE_MOVED'; readonly text: string; readonly who: string; readonly note: string | null })[] } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'NotAllowed' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type ReassignTaskMutationVariables = { id: string; department: string }
export const reassignTaskMutation: TrustedOperation<ReassignTaskMutation, ReassignTaskMutationVariables> = { id: '5864fe44c02f35b39a26c03e0062dc678ca6981f667fa0431bfa57148873c7af', name: 'reassignTask', kind: 'mutation' }

export interface CityRolesQuery { readonly cityRoles: readonly ({ readonly __typename: 'CityRole'; readonly code: string; readonly title: string; readonly summary: string | null; readonly own: boolean; readonly everybody: boolean; readonly changed: number })[] | null; readonly roleLog: readonly ({ readonly __typename: 'RoleLogEntry'; readonly at: string; readonly by: string; readonly kind: 'CHANGED' | 'ADDED' | 'RETIRED'; readonly revision: number; readonly role: string; readonly title: string; readonly granted: readonly (string)[]; readonly withdrawn: readonly (string)[] })[] | null }
export type CityRolesQueryVariables = Record<string, never>
export const cityRolesQuery: TrustedOperation<CityRolesQuery, CityRolesQueryVariables> = { id: '951a5febbb2b9d3598b9196cb6217c2e92d5d06b553c6d63466b6e4680f4433e', name: 'cityRoles', kind: 'query' }

export interface CityRoleQuery { readonly cityRoles: readonly ({ readonly __typename: 'CityRole'; readonly code: string; readonly title: string; readonly summary: string | null; readonly own: boolean; readonly everybody: boolean; readonly includes: readonly (string)[]; readonly changed: number; readonly version: string; readonly permissions: readonly ({ readonly __typename: 'RolePermission'; readonly permission: string; readonly title: string; readonly module: string; readonly moduleTitle: string; readonly inForce: boolean; readonly granted: boolean; readonly byDefault: boolean; readonly through: readonly (string)[]; readonly lock: 'KEPT' | 'CLOSED' | null })[] })[] | null }
export type CityRoleQueryVariables = { code: string }
export const cityRoleQuery: TrustedOperation<CityRoleQuery, CityRoleQueryVariables> = { id: '03e5fe31119f3871f1dac38c4d6c3f5816f99fca2a0e12f7b5dabfcf407fcc1a', name: 'cityRole', kind: 'query' }

export interface ChangeRoleMutation { readonly changeRole: { readonly __typename: 'CityRoleChanged'; readonly revision: number; readonly role: { readonly __typename: 'CityRole'; readonly version: string } } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type ChangeRoleMutationVariables = { role: string; grant?: readonly (string)[] | null; withdraw?: readonly (string)[] | null; expected: string }
export const changeRoleMutation: TrustedOperation<ChangeRoleMutation, ChangeRoleMutationVariables> = { id: 'a64c9f3f201366f996d11045faa2e4817c08e259b0a15347374c862dd4fb591a', name: 'changeRole', kind: 'mutation' }

export interface AddRoleMutation { readonly addRole: { readonly __typename: 'CityRoleChanged'; readonly revision: number; readonly role: { readonly __typename: 'CityRole'; readonly code: string; readonly title: string } } | { readonly __typename: 'InvalidInput'; readonly code: string; readonly message: string; readonly path: string | null; readonly fields: readonly ({ readonly __typename: 'FieldProblem'; readonly path: string; readonly code: string; readonly message: string })[] } | { readonly __typename: 'NotFound' | 'Conflict'; readonly code: string; readonly message: string; readonly path: string | null } | null }
export type AddRoleMutationVariables = { input: AddRoleInput }
export const addRoleMutation: TrustedOperation<AddRoleMutation, AddRoleMutationVariables> = { id: 'd2e230e229f4b7f7e992cd00f54722d17cb852616371c7dc5f31c627aca8d256', name: 'addRole', kind: 'mutation' }

export interface RetireRoleMutation { readonly retireRole: { readonly __typename: 'CityRoleRetired'; readonly revision: number } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type RetireRoleMutationVariables = { code: string; expected: string }
export const retireRoleMutation: TrustedOperation<RetireRoleMutation, RetireRoleMutationVariables> = { id: 'dd014abfa5f93ce77944556d2d641095f9159223dda144ae70fcfc9a1c8cd9bc', name: 'retireRole', kind: 'mutation' }

export interface MyPhoneQuery { readonly myPhone: { readonly __typename: 'MyPhone'; readonly number: string | null; readonly reach: 'PHONE' | 'OUTBOX' | 'NOWHERE' } | null }
export type MyPhoneQueryVariables = Record<string, never>
export const myPhoneQuery: TrustedOperation<MyPhoneQuery, MyPhoneQueryVariables> = { id: '435dbdd7852d8c10bcf58b2e2f6c17dc8ef5b337d335386ffae271f6f10c5955', name: 'myPhone', kind: 'query' }

export interface RequestPhoneCodeMutation { readonly requestPhoneCode: { readonly __typename: 'PhoneCodeSent'; readonly number: string; readonly minutes: number; readonly shown: string | null } | { readonly __typename: 'InvalidInput' | 'RateLimited' | 'Unavailable'; readonly code: string; readonly message: string; readonly path: string | null } | null }
export type RequestPhoneCodeMutationVariables = { phone: string }
export const requestPhoneCodeMutation: TrustedOperation<RequestPhoneCodeMutation, RequestPhoneCodeMutationVariables> = { id: '5bac9f884c3b875ed3c4f1f02b9ede5d0260f25c37b6709f4827c62f2fa7bfc2', name: 'requestPhoneCode', kind: 'mutation' }

export interface ConfirmPhoneMutation { readonly confirmPhone: { readonly __typename: 'PhoneConfirmed'; readonly number: string; readonly assurance: 'ANONYMOUS' | 'PHONE' | 'UNIQUE_ID' | 'SIGNATURE' } | { readonly __typename: 'InvalidInput' | 'RateLimited' | 'Unavailable'; readonly code: string; readonly message: string; readonly path: string | null } | null }
export type ConfirmPhoneMutationVariables = { phone: string; code: string }
export const confirmPhoneMutation: TrustedOperation<ConfirmPhoneMutation, ConfirmPhoneMutationVariables> = { id: '86b7d7f27aa0e7627b6ff0b19424c92def822e758c702b81c430862b59474d54', name: 'confirmPhone', kind: 'mutation' }

export interface ForgetPhoneMutation { readonly forgetPhone: { readonly __typename: 'PhoneForgotten'; readonly forgotten: boolean } | { readonly __typename: 'Unavailable'; readonly code: string; readonly message: string } | null }
export type ForgetPhoneMutationVariables = Record<string, never>
export const forgetPhoneMutation: TrustedOperation<ForgetPhoneMutation, ForgetPhoneMutationVariables> = { id: '6d368c12d135dbcc261e342359f5234c15f2803d3f73bbafaa6f82523c0bbd2f', name: 'forgetPhone', kind: 'mutation' }

export interface CalendarsQuery { readonly calendars: readonly ({ readonly __typename: 'CalendarYear'; readonly year: number; readonly state: 'OFFICIAL' | 'PROVISIONAL'; readonly source: string; readonly own: boolean; readonly changedAt: string | null; readonly week: readonly (number)[]; readonly hours: readonly ({ readonly __typename: 'WorkingSpan'; readonly from: string; readonly to: string })[]; readonly holidays: readonly ({ readonly __typename: 'Holiday'; readonly date: string; readonly name: string; readonly names: { readonly __typename: 'Wording'; readonly ru: string; readonly be: string; readonly en: string } })[]; readonly transfers: readonly ({ readonly __typename: 'DayTransfer'; readonly off: string; readonly work: string | null; readonly instead: string | null })[] })[] | null }
export type CalendarsQueryVariables = { years: readonly (number)[] }
export const calendarsQuery: TrustedOperation<CalendarsQuery, CalendarsQueryVariables> = { id: 'e45aff7652ff6872a55c0d987db37bc89f1801a823075e97f4c22a6686be2bc0', name: 'calendars', kind: 'query' }

export interface LegalProfilesQuery { readonly legalProfiles: readonly ({ readonly __typename: 'LegalProfile'; readonly code: string; readonly title: string; readonly validFrom: string; readonly validTo: string | null; readonly terms: readonly ({ readonly __typename: 'LegalTerm'; readonly name: string; readonly term: string | null; readonly confirmed: boolean })[] })[] | null }
export type LegalProfilesQueryVariables = Record<string, never>
export const legalProfilesQuery: TrustedOperation<LegalProfilesQuery, LegalProfilesQueryVariables> = { id: 'bb8097bd4379ffcb130e85ea383ebb0db84b969792dad3cdfaf1f20d4475d671', name: 'legalProfiles', kind: 'query' }

export interface TryDeadlineQuery { readonly deadline: { readonly __typename: 'Deadline'; readonly due: string; readonly precision: 'DAY' | 'MINUTE'; readonly provisional: boolean; readonly steps: readonly ({ readonly __typename: 'DeadlineStep'; readonly text: string })[] } | null }
export type TryDeadlineQueryVariables = { profile: string; term: string; from: string }
export const tryDeadlineQuery: TrustedOperation<TryDeadlineQuery, TryDeadlineQueryVariables> = { id: 'fb63b08f03d138bac7d88459f464c0d17baecf7e297e34e3b1feacf08c80be94', name: 'tryDeadline', kind: 'query' }

export interface SetCalendarYearMutation { readonly setCalendarYear: { readonly __typename: 'CalendarYear'; readonly year: number } | { readonly __typename: 'InvalidInput'; readonly code: string; readonly message: string; readonly fields: readonly ({ readonly __typename: 'FieldProblem'; readonly path: string; readonly code: string; readonly message: string })[] } | null }
export type SetCalendarYearMutationVariables = { calendar: CalendarYearInput }
export const setCalendarYearMutation: TrustedOperation<SetCalendarYearMutation, SetCalendarYearMutationVariables> = { id: '2a040e5ebf208f65552dc92f6ffc0bb961777b225eeccce2189042797db2d433', name: 'setCalendarYear', kind: 'mutation' }

export interface PlatformStatusQuery { readonly platformStatus: { readonly __typename: 'PlatformStatus'; readonly ok: boolean; readonly at: string; readonly version: string; readonly mail: boolean; readonly checks: readonly ({ readonly __typename: 'StatusCheck'; readonly id: string; readonly title: string; readonly state: 'OK' | 'WARN' | 'FAIL'; readonly text: string; readonly remedy: string | null })[] } | null; readonly platformDeliveries: readonly ({ readonly __typename: 'PlatformDelivery'; readonly id: string; readonly city: string; readonly type: string; readonly subscriber: string; readonly attempts: number; readonly lastError: string | null; readonly occurredAt: string })[] | null }
export type PlatformStatusQueryVariables = Record<string, never>
export const platformStatusQuery: TrustedOperation<PlatformStatusQuery, PlatformStatusQueryVariables> = { id: 'ef7f44f489a8dd6f5fa70427e77a903d40d77f5ed28def50d5fbcc6c1d22fd16', name: 'platformStatus', kind: 'query' }

export interface CityStatusQuery { readonly cityStatus: { readonly __typename: 'CityStatus'; readonly ok: boolean; readonly at: string; readonly checks: readonly ({ readonly __typename: 'StatusCheck'; readonly id: string; readonly title: string; readonly state: 'OK' | 'WARN' | 'FAIL'; readonly text: string; readonly remedy: string | null })[] } | null }
export type CityStatusQueryVariables = Record<string, never>
export const cityStatusQuery: TrustedOperation<CityStatusQuery, CityStatusQueryVariables> = { id: 'a887378890ecab80e0834d4d2ea78a3476023655f417b6ade7db835d696231fa', name: 'cityStatus', kind: 'query' }

export interface DeadDeliveriesQuery { readonly deliveries: readonly ({ readonly __typename: 'Delivery'; readonly id: string; readonly type: string; readonly subscriber: string; readonly attempts: number; readonly lastError: string | null; readonly occurredAt: string })[] | null }
export type DeadDeliveriesQueryVariables = Record<string, never>
export const deadDeliveriesQuery: TrustedOperation<DeadDeliveriesQuery, DeadDeliveriesQueryVariables> = { id: 'af187786f72b7e4a3705c79e9a9e8ef38ede851dc0949c192378c41c10b9e5c5', name: 'deadDeliveries', kind: 'query' }

export interface SendTestLetterMutation { readonly sendTestLetter: { readonly __typename: 'TestLetterSent'; readonly to: string } | { readonly __typename: 'InvalidInput' | 'RateLimited' | 'Unavailable'; readonly code: string; readonly message: string } | null }
export type SendTestLetterMutationVariables = Record<string, never>
export const sendTestLetterMutation: TrustedOperation<SendTestLetterMutation, SendTestLetterMutationVariables> = { id: '6ca1b6c1854907142072d26fa972c0d5647079d3edd77073ea86ecebc35cbb89', name: 'sendTestLetter', kind: 'mutation' }

export interface PaperLetterQuery { readonly paperLetter: { readonly __typename: 'PaperLetter'; readonly id: string; readonly lang: string; readonly name: string | null; readonly address: string; readonly subject: string; readonly text: string; readonly closing: string } | null }
export type PaperLetterQueryVariables = { id: string }
export const paperLetterQuery: TrustedOperation<PaperLetterQuery, PaperLetterQueryVariables> = { id: 'd9bc34f3d233eee508241cdce5e5688c9c60600e9156175795bd04ab627837db', name: 'paperLetter', kind: 'query' }

export interface SendTestMessageMutation { readonly sendTestMessage: { readonly __typename: 'TestMessageSent'; readonly said: string } | { readonly __typename: 'InvalidInput' | 'RateLimited' | 'Unavailable'; readonly code: string; readonly message: string } | null }
export type SendTestMessageMutationVariables = { phone: string }
export const sendTestMessageMutation: TrustedOperation<SendTestMessageMutation, SendTestMessageMutationVariables> = { id: '5835526043b3825c86e04dce812541bfead470d57daa6b1a65c93597ac22dd32', name: 'sendTestMessage', kind: 'mutation' }

export interface ReplayPlatformDeliveryMutation { readonly replayPlatformDelivery: { readonly __typename: 'DeliveryReplayed'; readonly id: string } | { readonly __typename: 'NotFound'; readonly code: string; readonly message: string } | null }
export type ReplayPlatformDeliveryMutationVariables = { id: string }
export const replayPlatformDeliveryMutation: TrustedOperation<ReplayPlatformDeliveryMutation, ReplayPlatformDeliveryMutationVariables> = { id: '0b9da3ca80ae077e32a42a2e138b6f6e3f667872f41d86a564f7c66e2a0294d9', name: 'replayPlatformDelivery', kind: 'mutation' }

export interface ReplayDeliveryMutation { readonly replayDelivery: { readonly __typename: 'DeliveryReplayed'; readonly id: string } | { readonly __typename: 'NotFound'; readonly code: string; readonly message: string } | null }
export type ReplayDeliveryMutationVariables = { id: string }
export const replayDeliveryMutation: TrustedOperation<ReplayDeliveryMutation, ReplayDeliveryMutationVariables> = { id: 'e7fdc6def25952946a7b895386fc8b333ac952b5aafd2450c4e6d6423468b136', name: 'replayDelivery', kind: 'mutation' }

export interface DirectoryDepartmentsQuery { readonly departments: readonly ({ readonly __typename: 'Department'; readonly code: string; readonly name: string; readonly phone: string | null; readonly organisation: { readonly __typename: 'Organisation'; readonly name: string } | null })[] | null }
export type DirectoryDepartmentsQueryVariables = Record<string, never>
export const directoryDepartmentsQuery: TrustedOperation<DirectoryDepartmentsQuery, DirectoryDepartmentsQueryVariables> = { id: 'b7cf2301414cbe01209a51ce72f410b6a188e5f5b16f5c340cb1dc12a0077a73', name: 'directoryDepartments', kind: 'query' }

export interface ImportDepartmentsMutation { readonly importDepartments: { readonly __typename: 'TableImported'; readonly id: string | null; readonly created: number; readonly updated: number; readonly unchanged: number; readonly cells: number; readonly changes: readonly ({ readonly __typename: 'TableChange'; readonly line: number; readonly key: string; readonly created: boolean; readonly column: string | null; readonly before: string | null; readonly after: string })[]; readonly notes: readonly (string)[]; readonly dryRun: boolean } | { readonly __typename: 'InvalidInput'; readonly fields: readonly ({ readonly __typename: 'FieldProblem'; readonly path: string; readonly code: string; readonly message: string })[]; readonly code: string; readonly message: string } | { readonly __typename: 'Conflict'; readonly code: string; readonly message: string } | null }
export type ImportDepartmentsMutationVariables = { csv: string; dryRun?: boolean | null }
export const importDepartmentsMutation: TrustedOperation<ImportDepartmentsMutation, ImportDepartmentsMutationVariables> = { id: '375d42b928754a0f843402d77e89fe98dcbd133fcb01f29215d14c196afc28b2', name: 'importDepartments', kind: 'mutation' }

export interface UndoDepartmentsImportMutation { readonly undoDepartmentsImport: { readonly __typename: 'TableUndone'; readonly id: string; readonly rows: number } | { readonly __typename: 'InvalidInput' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type UndoDepartmentsImportMutationVariables = { id: string }
export const undoDepartmentsImportMutation: TrustedOperation<UndoDepartmentsImportMutation, UndoDepartmentsImportMutationVariables> = { id: '9b3bf60c544d8525c94065d93a3751979c5d882efdba787f563663508383d081', name: 'undoDepartmentsImport', kind: 'mutation' }

export interface DepartmentImportsQuery { readonly departmentImports: readonly ({ readonly __typename: 'TableImport'; readonly id: string; readonly at: string; readonly by: string | null; readonly created: number; readonly updated: number; readonly undoneAt: string | null; readonly until: string })[] | null }
export type DepartmentImportsQueryVariables = Record<string, never>
export const departmentImportsQuery: TrustedOperation<DepartmentImportsQuery, DepartmentImportsQueryVariables> = { id: 'f6151876a54046540d3d6661b67762d4e650b0258e6aecc96014d7a9c6adcd9c', name: 'departmentImports', kind: 'query' }

export interface DepartmentsTableQuery { readonly departmentsTable: string | null }
export type DepartmentsTableQueryVariables = Record<string, never>
export const departmentsTableQuery: TrustedOperation<DepartmentsTableQuery, DepartmentsTableQueryVariables> = { id: '408e52a417273ca4a2fe81ef8834ef6158a70fab5a259d0f8cb708b7166d11ec', name: 'departmentsTable', kind: 'query' }

export interface DirectoryStaffQuery { readonly staff: readonly ({ readonly __typename: 'StaffMember'; readonly person: string; readonly name: string; readonly position: string; readonly departments: readonly ({ readonly __typename: 'Department'; readonly name: string })[] })[] | null }
export type DirectoryStaffQueryVariables = Record<string, never>
export const directoryStaffQuery: TrustedOperation<DirectoryStaffQuery, DirectoryStaffQueryVariables> = { id: '77f72f2ce5cbea394d88c9665fbaea67b15fe0c2f7cc7ccf19de2fe2b0285101', name: 'directoryStaff', kind: 'query' }

export interface ImportStaffMutation { readonly importStaff: { readonly __typename: 'TableImported'; readonly id: string | null; readonly created: number; readonly updated: number; readonly unchanged: number; readonly cells: number; readonly changes: readonly ({ readonly __typename: 'TableChange'; readonly line: number; readonly key: string; readonly created: boolean; readonly column: string | null; readonly before: string | null; readonly after: string })[]; readonly notes: readonly (string)[]; readonly dryRun: boolean } | { readonly __typename: 'InvalidInput'; readonly fields: readonly ({ readonly __typename: 'FieldProblem'; readonly path: string; readonly code: string; readonly message: string })[]; readonly code: string; readonly message: string } | { readonly __typename: 'Conflict'; readonly code: string; readonly message: string } | null }
export type ImportStaffMutationVariables = { csv: string; dryRun?: boolean | null }
export const importStaffMutation: TrustedOperation<ImportStaffMutation, ImportStaffMutationVariables> = { id: 'f50f32cbd35d92a350776285653e1d46fe7a4eef1a69461acb9deefcf4115b47', name: 'importStaff', kind: 'mutation' }

export interface UndoStaffImportMutation { readonly undoStaffImport: { readonly __typename: 'TableUndone'; readonly id: string; readonly rows: number } | { readonly __typename: 'InvalidInput' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type UndoStaffImportMutationVariables = { id: string }
export const undoStaffImportMutation: TrustedOperation<UndoStaffImportMutation, UndoStaffImportMutationVariables> = { id: 'a24e1675cd625dee1e51071e6f7f912d022f9b17edfe58bd88e2b98d32869f16', name: 'undoStaffImport', kind: 'mutation' }

export interface StaffImportsQuery { readonly staffImports: readonly ({ readonly __typename: 'TableImport'; readonly id: string; readonly at: string; readonly by: string | null; readonly created: number; readonly updated: number; readonly undoneAt: string | null; readonly until: string })[] | null }
export type StaffImportsQueryVariables = Record<string, never>
export const staffImportsQuery: TrustedOperation<StaffImportsQuery, StaffImportsQueryVariables> = { id: '6c6838c3837aeb2f02fb99d7edf9600fad8c894b7baf44f43b400929348cca47', name: 'staffImports', kind: 'query' }

export interface StaffTableQuery { readonly staffTable: string | null }
export type StaffTableQueryVariables = Record<string, never>
export const staffTableQuery: TrustedOperation<StaffTableQuery, StaffTableQueryVariables> = { id: 'cb6af1fdb24f3c11e2f066b5ba10d180498f3b942ab4eae4e22abfb2bf154cdf', name: 'staffTable', kind: 'query' }

export interface DirectoryTopicsQuery { readonly topicRules: readonly ({ readonly __typename: 'TopicRule'; readonly code: string; readonly titles: { readonly __typename: 'Wording'; readonly ru: string; readonly be: string; readonly en: string }; readonly department: string })[] | null; readonly departments: readonly ({ readonly __typename: 'Department'; readonly code: string; readonly name: string })[] | null }
export type DirectoryTopicsQueryVariables = Record<string, never>
export const directoryTopicsQuery: TrustedOperation<DirectoryTopicsQuery, DirectoryTopicsQueryVariables> = { id: '2a77e0cbf9171fbea02ec693d6f282e4682ef5e93c9dfa06df5eaf88af3eb92f', name: 'directoryTopics', kind: 'query' }

export interface ImportTopicsMutation { readonly importTopics: { readonly __typename: 'TableImported'; readonly id: string | null; readonly created: number; readonly updated: number; readonly unchanged: number; readonly cells: number; readonly changes: readonly ({ readonly __typename: 'TableChange'; readonly line: number; readonly key: string; readonly created: boolean; readonly column: string | null; readonly before: string | null; readonly after: string })[]; readonly notes: readonly (string)[]; readonly dryRun: boolean } | { readonly __typename: 'InvalidInput'; readonly fields: readonly ({ readonly __typename: 'FieldProblem'; readonly path: string; readonly code: string; readonly message: string })[]; readonly code: string; readonly message: string } | { readonly __typename: 'Conflict'; readonly code: string; readonly message: string } | null }
export type ImportTopicsMutationVariables = { csv: string; dryRun?: boolean | null }
export const importTopicsMutation: TrustedOperation<ImportTopicsMutation, ImportTopicsMutationVariables> = { id: 'ae83c634dbadeea79cd63cfd7e7fdea3f1257adedbb980a613e1f800247cf314', name: 'importTopics', kind: 'mutation' }

export interface UndoTopicsImportMutation { readonly undoTopicsImport: { readonly __typename: 'TableUndone'; readonly id: string; readonly rows: number } | { readonly __typename: 'InvalidInput' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type UndoTopicsImportMutationVariables = { id: string }
export const undoTopicsImportMutation: TrustedOperation<UndoTopicsImportMutation, UndoTopicsImportMutationVariables> = { id: '4ba0693faf4962478fe05a6d0a560ab064d3c15190a44c445af6931019bdc503', name: 'undoTopicsImport', kind: 'mutation' }

export interface TopicImportsQuery { readonly topicImports: readonly ({ readonly __typename: 'TableImport'; readonly id: string; readonly at: string; readonly by: string | null; readonly created: number; readonly updated: number; readonly undoneAt: string | null; readonly until: string })[] | null }
export type TopicImportsQueryVariables = Record<string, never>
export const topicImportsQuery: TrustedOperation<TopicImportsQuery, TopicImportsQueryVariables> = { id: 'c03ab37e86797eb456d25cc743dc395fe5496072dbcd298c64651831edb57ac1', name: 'topicImports', kind: 'query' }

export interface TopicsTableQuery { readonly topicsTable: string | null }
export type TopicsTableQueryVariables = Record<string, never>
export const topicsTableQuery: TrustedOperation<TopicsTableQuery, TopicsTableQueryVariables> = { id: '6033c9382183c67ef8e7067645cacc072f7ea9a6039fdb82275f00e1a0313e5a', name: 'topicsTable', kind: 'query' }

export interface DirectoryOrganisationsQuery { readonly organisations: readonly ({ readonly __typename: 'Organisation'; readonly code: string; readonly name: string; readonly phone: string | null })[] | null }
export type DirectoryOrganisationsQueryVariables = Record<string, never>
export const directoryOrganisationsQuery: TrustedOperation<DirectoryOrganisationsQuery, DirectoryOrganisationsQueryVariables> = { id: 'b7648339e12cab516c8c99968c5831adcddd3dd9311f256f92faf3ad79e07f23', name: 'directoryOrganisations', kind: 'query' }

export interface ImportOrganisationsMutation { readonly importOrganisations: { readonly __typename: 'TableImported'; readonly id: string | null; readonly created: number; readonly updated: number; readonly unchanged: number; readonly cells: number; readonly changes: readonly ({ readonly __typename: 'TableChange'; readonly line: number; readonly key: string; readonly created: boolean; readonly column: string | null; readonly before: string | null; readonly after: string })[]; readonly notes: readonly (string)[]; readonly dryRun: boolean } | { readonly __typename: 'InvalidInput'; readonly fields: readonly ({ readonly __typename: 'FieldProblem'; readonly path: string; readonly code: string; readonly message: string })[]; readonly code: string; readonly message: string } | { readonly __typename: 'Conflict'; readonly code: string; readonly message: string } | null }
export type ImportOrganisationsMutationVariables = { csv: string; dryRun?: boolean | null }
export const importOrganisationsMutation: TrustedOperation<ImportOrganisationsMutation, ImportOrganisationsMutationVariables> = { id: '6c8e4046aca078332bbbe6e0cbd5694aeac2b56b49932e83771f8b21f4f921c5', name: 'importOrganisations', kind: 'mutation' }

export interface UndoOrganisationsImportMutation { readonly undoOrganisationsImport: { readonly __typename: 'TableUndone'; readonly id: string; readonly rows: number } | { readonly __typename: 'InvalidInput' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type UndoOrganisationsImportMutationVariables = { id: string }
export const undoOrganisationsImportMutation: TrustedOperation<UndoOrganisationsImportMutation, UndoOrganisationsImportMutationVariables> = { id: 'a3839d10ab3616e210e0d0f43e74ce4c2f30684b394742516e16e353d4cc4263', name: 'undoOrganisationsImport', kind: 'mutation' }

export interface OrganisationImportsQuery { readonly organisationImports: readonly ({ readonly __typename: 'TableImport'; readonly id: string; readonly at: string; readonly by: string | null; readonly created: number; readonly updated: number; readonly undoneAt: string | null; readonly until: string })[] | null }
export type OrganisationImportsQueryVariables = Record<string, never>
export const organisationImportsQuery: TrustedOperation<OrganisationImportsQuery, OrganisationImportsQueryVariables> = { id: '7433ca425d59396d6fa6002136a75429e1b3eb276343873a9434aac3ab7b76ab', name: 'organisationImports', kind: 'query' }

export interface OrganisationsTableQuery { readonly organisationsTable: string | null }
export type OrganisationsTableQueryVariables = Record<string, never>
export const organisationsTableQuery: TrustedOperation<OrganisationsTableQuery, OrganisationsTableQueryVariables> = { id: '6c3c48ec1987fd237a45da98073a07b637e67064b663def4404c8c8e9c046a1d', name: 'organisationsTable', kind: 'query' }

export interface TopicsToSetQuery { readonly topicRules: readonly ({ readonly __typename: 'TopicRule'; readonly code: string; readonly parent: string | null; readonly titles: { readonly __typename: 'Wording'; readonly ru: string; readonly be: string; readonly en: string }; readonly department: string; readonly makeSafe: string | null; readonly fix: string | null; readonly urgent: string | null; readonly urgentWhen: string | null; readonly callFirst: string | null; readonly notes: { readonly __typename: 'Wording'; readonly ru: string; readonly be: string; readonly en: string } | null; readonly hidden: boolean; readonly own: boolean; readonly shipped: boolean })[] | null; readonly topicBranches: readonly ({ readonly __typename: 'TopicBranch'; readonly code: string; readonly title: string })[] | null; readonly departments: readonly ({ readonly __typename: 'Department'; readonly code: string; readonly name: string })[] | null }
export type TopicsToSetQueryVariables = Record<string, never>
export const topicsToSetQuery: TrustedOperation<TopicsToSetQuery, TopicsToSetQueryVariables> = { id: '7a49a12ae757803f9b7a81adccf3bb63ffac69b9a1d246aac5fcb1fabeca691f', name: 'topicsToSet', kind: 'query' }

export interface TopicHistoryQuery { readonly topicHistory: readonly ({ readonly __typename: 'TopicVersion'; readonly id: string; readonly at: string; readonly by: string | null; readonly topic: { readonly __typename: 'TopicRule'; readonly titles: { readonly __typename: 'Wording'; readonly ru: string; readonly be: string; readonly en: string }; readonly department: string; readonly makeSafe: string | null; readonly fix: string | null; readonly hidden: boolean } | null })[] | null }
export type TopicHistoryQueryVariables = { code: string }
export const topicHistoryQuery: TrustedOperation<TopicHistoryQuery, TopicHistoryQueryVariables> = { id: '1baa25a76bcc315acffd9d0b531620850ee2e7edac5123edac328ef81b2186b2', name: 'topicHistory', kind: 'query' }

export interface TopicTrialQuery { readonly topicTrial: { readonly __typename: 'TopicTrial'; readonly from: string; readonly makeSafe: { readonly __typename: 'Deadline'; readonly due: string; readonly precision: 'DAY' | 'MINUTE'; readonly provisional: boolean } | null; readonly fix: { readonly __typename: 'Deadline'; readonly due: string; readonly precision: 'DAY' | 'MINUTE'; readonly provisional: boolean } | null } | null }
export type TopicTrialQueryVariables = { makeSafe?: string | null; fix?: string | null }
export const topicTrialQuery: TrustedOperation<TopicTrialQuery, TopicTrialQueryVariables> = { id: 'dc6fb38ef957012e5fcdc44269c15b06a5131894b040452376cd3f7ebbe6057e', name: 'topicTrial', kind: 'query' }

export interface SetTopicMutation { readonly setTopic: { readonly __typename: 'TopicRule'; readonly code: string } | { readonly __typename: 'InvalidInput'; readonly fields: readonly ({ readonly __typename: 'FieldProblem'; readonly path: string; readonly code: string; readonly message: string })[]; readonly code: string; readonly message: string } | { readonly __typename: 'Conflict'; readonly code: string; readonly message: string } | null }
export type SetTopicMutationVariables = { topic: TopicInput }
export const setTopicMutation: TrustedOperation<SetTopicMutation, SetTopicMutationVariables> = { id: '8ed898d6493518a1351593ec3abe8069a7fda9dd8e46644cb3daf89e9fb1906b', name: 'setTopic', kind: 'mutation' }

export interface RestoreTopicMutation { readonly restoreTopic: { readonly __typename: 'TopicRule'; readonly code: string } | { readonly __typename: 'InvalidInput' | 'NotFound' | 'Conflict'; readonly code: string; readonly message: string } | null }
export type RestoreTopicMutationVariables = { code: string; version?: string | null }
export const restoreTopicMutation: TrustedOperation<RestoreTopicMutation, RestoreTopicMutationVariables> = { id: 'b55ebb41bbb0ea698d307808e25b8f81157c1ec487063a2753faac8152c20dd4', name: 'restoreTopic', kind: 'mutation' }
