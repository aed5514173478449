import type { GraphOptions } from '@vmeste/testkit'
import { deadDelivery } from './dead-delivery.ts'
import { directoryTables, takeIn } from './directory-tables.ts'
import type { TwinCity } from './twin-city.ts'

/**
 * Who sends a recorded mutation (`account`: somebody with a real account), and with what, so that it is done and not
 * refused.
 */
export interface MutationRun {
  readonly by: GraphOptions | 'account'
  readonly variables: (city: TwinCity) => Promise<Record<string, unknown>>
}

const executor = { as: 'executor.uzda' },
  admin = { as: 'admin.uzda' },
  platform = { as: 'platform-admin' }
const name = { ru: 'Имя', be: 'Імя', en: 'Name' }

const plain = (by: MutationRun['by'], variables: () => Record<string, unknown>): MutationRun => ({
  by,
  variables: async () => variables(),
})
/** The role that the city has added before. */
const onRole = (named: 'role' | 'code', more: Record<string, unknown> = {}): MutationRun => ({
  by: admin,
  variables: async (city) => {
    const {
      cityRoles: [role],
    } = await city.ask<{ cityRoles: { version: string }[] }>('{ cityRoles(code: "gardener") { version } }', {}, admin)
    return { [named]: 'gardener', expected: role!.version, ...more }
  },
})
/** On the colleague who was invited first. */
const onColleague = (more: (person: string) => Record<string, unknown>): MutationRun => ({
  by: admin,
  variables: async (city) => {
    const {
      staffAccounts: { nodes },
    } = await city.ask<{ staffAccounts: { nodes: { person: string; email: string | null }[] } }>(
      '{ staffAccounts { nodes { person email } } }',
      {},
      admin,
    )
    return more(nodes.find(({ email }) => email === 'vera@example.test')!.person)
  },
})
/** On a task of the executor's service: the call that its module was asked for. */
const onTask = (list: string, more: Record<string, unknown> = {}): MutationRun => ({
  by: executor,
  variables: async (city) => {
    const { tasks } = await city.ask<{ tasks: { nodes: { id: string }[] } }>(
      'query ($list: TaskList!) { tasks(list: $list, first: 1) { nodes { id } } }',
      { list },
      executor,
    )
    return { id: tasks.nodes[0]!.id, ...more }
  },
})
/** Each list of the directory from a table, and one that was taken in before back again. */
const ofTables = Object.fromEntries(
  Object.entries(directoryTables).flatMap(([list, tables]): [string, MutationRun][] => [
    [`import${list}`, { by: admin, variables: async ({ ask }) => ({ csv: (await tables(ask))[0] }) }],
    [
      `undo${list}Import`,
      { by: admin, variables: async ({ ask }) => ({ id: await takeIn(ask, list, (await tables(ask))[1]) }) },
    ],
  ]),
)
/** Whoever has nothing here but an account. */
const nobodyYet = { as: 'somebody-else' }
/** What a browser would hand over; nothing is pushed here. */
const browser = {
  endpoint: 'https://push.example/1',
  p256dh: Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url'),
  auth: Buffer.alloc(16, 7).toString('base64url'),
}
const off = { changes: [{ module: 'forgetful', enabled: false }] }

/** One successful run for each recorded mutation, by its name; in this order. */
export const mutationRuns: Readonly<Record<string, MutationRun>> = {
  setTopic: plain(admin, () => ({ topic: { code: 'ROAD.SIGN', title: name, department: 'ROAD', fix: '2d' } })),
  restoreTopic: plain(admin, () => ({ code: 'ROAD.SIGN', version: null })),
  markRead: {
    by: executor,
    variables: async (city) => {
      const { myNotifications } = await city.ask<{ myNotifications: { id: string }[] }>(
        '{ myNotifications(first: 1) { id } }',
        {},
        executor,
      )
      return { ids: myNotifications.map(({ id }) => id) }
    },
  },
  changeMyReach: plain(executor, () => ({
    input: { lang: 'be', email: true, pace: 'NOW', quietFrom: 22, quietUntil: 7 },
  })),
  subscribePush: plain(executor, () => ({ input: browser })),
  linkMessenger: {
    by: executor,
    variables: async (city) => {
      const { moduleSettings } = await city.ask<{ moduleSettings: { version: string } }>(
        '{ moduleSettings(module: "civic") { version } }',
        {},
        admin,
      )
      await city.ask(
        'mutation ($v: JSON!, $e: String!) { changeModuleSettings(module: "civic", values: $v, expected: $e) { __typename } }',
        { v: { telegramToken: '1:simulator' }, e: moduleSettings.version },
        admin,
      )
      return {}
    },
  },
  unlinkMessenger: plain(executor, () => ({})),
  unsubscribePush: plain(executor, () => ({ endpoint: browser.endpoint })),
  completeTask: onTask('SERVICE', { note: 'Сказали' }),
  reopenTask: onTask('DONE'),
  reassignTask: onTask('SERVICE', { department: 'UZLIGHT' }),
  setCalendarYear: plain(admin, () => ({
    calendar: {
      year: 2027,
      state: 'OFFICIAL',
      source: 'Решение',
      holidays: [{ date: '2027-01-01', name }],
      transfers: [],
    },
  })),
  addRole: plain(admin, () => ({ input: { code: 'gardener', title: name } })),
  changeRole: onRole('role', { grant: ['forgetful.print'] }),
  retireRole: onRole('code'),
  requestPhoneCode: plain('account', () => ({ phone: '+375291110001' })),
  confirmPhone: {
    by: 'account',
    variables: async (city) => {
      city.host.clock.advance(3_600_000)
      const phone = '+375291110002'
      const { requestPhoneCode } = await city.ask<{ requestPhoneCode: { shown: string } }>(
        'mutation ($phone: String!) { requestPhoneCode(phone: $phone) { ... on PhoneCodeSent { shown } ... on Problem { code } } }',
        { phone },
        await city.account(),
      )
      return { phone, code: requestPhoneCode.shown.slice(0, 6) }
    },
  },
  // the number of the run before
  forgetPhone: plain('account', () => ({})),
  inviteStaff: plain(admin, () => ({ input: { givenName: 'Вера', email: 'vera@example.test', roles: ['executor'] } })),
  assignCityRole: onColleague((person) => ({ person, role: 'operator' })),
  withdrawCityRole: onColleague((person) => ({ person, role: 'operator' })),
  setStaffEnabled: onColleague((person) => ({ person, enabled: false })),
  saveStaffMember: onColleague((person) => ({ input: { person, name: 'Вера', position: 'мастер', departments: [] } })),
  removeStaffMember: onColleague((person) => ({ person })),
  removeFromCity: onColleague((person) => ({ person })),
  changeModuleSettings: {
    by: admin,
    variables: async (city) => {
      const { moduleSettings } = await city.ask<{ moduleSettings: { version: string } }>(
        '{ moduleSettings(module: "forgetful") { version } }',
        {},
        admin,
      )
      return { module: 'forgetful', values: { minimum: 12 }, clear: [], expected: moduleSettings.version }
    },
  },
  sendTestLetter: plain(platform, () => ({})),
  sendTestMessage: plain(admin, () => ({ phone: '+375291110003' })),
  replayDelivery: { by: admin, variables: async (city) => ({ id: await deadDelivery(city.host, 'uzda') }) },
  replayPlatformDelivery: {
    by: platform,
    variables: async (city) => ({ id: `uzda/${await deadDelivery(city.host, 'uzda')}` }),
  },
  changeModules: {
    by: admin,
    variables: async (city) => {
      const { planModules } = await city.ask<{ planModules: { hash: string } }>(
        'query ($changes: [ModuleChangeInput!]!) { planModules(changes: $changes) { ... on ModulePlan { hash } ... on Problem { code } } }',
        off,
        admin,
      )
      return { ...off, plan: planModules.hash }
    },
  },
  // after the switch before it
  purgeModule: plain(admin, () => ({ module: 'forgetful', withoutExport: 'без выгрузки' })),
  ...ofTables,
  eraseMyData: plain(nobodyYet, () => ({ confirm: 'удалить' })),
}
