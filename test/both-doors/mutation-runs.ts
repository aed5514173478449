import { randomUUID } from 'node:crypto'
import type { GraphOptions } from '@vmeste/testkit'
import { deadDelivery } from './dead-delivery.ts'
import { fourStars, type TwinCity } from './twin-city.ts'

/**
 * Who sends a recorded mutation (`account`: somebody with a real account), and with what, so that it is done and not
 * refused.
 */
export interface MutationRun {
  readonly by: GraphOptions | 'account'
  readonly variables: (city: TwinCity) => Promise<Record<string, unknown>>
}

const executor = { as: 'executor.uzda' },
  operator = { as: 'operator.uzda' },
  admin = { as: 'admin.uzda' },
  platform = { as: 'platform-admin' }
const guest = () => ({ device: randomUUID() })
const name = { ru: 'Имя', be: 'Імя', en: 'Name' }
const rude = 'идите на хуй'

/** A verb of staff on a report of its own, with the version on their screen. */
const onReport = (by: GraphOptions, more: Record<string, unknown> = {}, text?: string): MutationRun => ({
  by,
  variables: async (city) => {
    const { id, version } = await city.fresh(text)
    return { id, version, ...more }
  },
})
const onPhoto: MutationRun = {
  by: operator,
  variables: async (city) => {
    const { id, photo } = await city.fresh()
    return { report: id, photo }
  },
}
const onComment = (by: GraphOptions, more: Record<string, unknown> = {}): MutationRun => ({
  by,
  variables: async (city) => ({ id: await city.comment(), ...more }),
})
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
const off = { changes: [{ module: 'forgetful', enabled: false }] }

/** One successful run for each recorded mutation, by its name; in this order. */
export const mutationRuns: Readonly<Record<string, MutationRun>> = {
  submitReport: plain(guest(), () => ({
    input: { submissionKey: randomUUID(), object: 'UZ-0047', topic: 'YARD.PLAY', text: 'Скрипит', anywayNew: true },
  })),
  joinReport: {
    by: guest(),
    variables: async (city) => ({ input: { report: (await city.fresh()).id, submissionKey: randomUUID() } }),
  },
  leaveContact: {
    by: guest(),
    variables: async (city) => ({
      secret: (await city.fresh()).secret,
      contact: { email: 'late@mark.example', consent: true },
    }),
  },
  confirmReport: { by: guest(), variables: async (city) => ({ secret: (await city.answered()).secret, rating: 4 }) },
  reopenReport: {
    by: guest(),
    variables: async (city) => ({ secret: (await city.answered()).secret, comment: 'Скрипит опять' }),
  },
  acceptReport: onReport(executor),
  reassignReport: onReport(operator, { department: 'UZLIGHT', reason: 'Им ближе' }),
  returnReport: onReport(executor, { reason: 'Не наша' }),
  planReport: onReport(executor, { date: '2026-05-05', reason: 'Ждём деталь' }),
  answerReport: onReport(executor, { text: 'Сделано' }),
  releaseReport: onReport(operator, {}, rude),
  rejectReport: onReport(operator, { reason: 'Брань без сути' }, rude),
  passPhoto: onPhoto,
  hidePhoto: onPhoto,
  saveAnswerDraft: { by: executor, variables: async (city) => ({ report: (await city.fresh()).id, text: 'Кач' }) },
  saveObject: plain(admin, () => ({ input: { code: 'UZ-0070', type: 'BUS_STOP', name, address: 'ул. Новая, 1' } })),
  importObjects: plain(admin, () => ({ csv: 'code;type;name;address\nUZ-0071;BUS_STOP;Имя;ул. Новая, 2' })),
  rate: plain(guest(), () => ({ input: { object: 'HOUS', scores: fourStars } })),
  answerComment: onComment(executor, { text: 'Спасибо' }),
  showComment: onComment(operator),
  hideComment: onComment(operator, { reason: 'Чужое имя' }),
  saveRatedObject: plain(admin, () => ({ input: { code: 'DELIVERY', parent: 'HOUS', title: name } })),
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
  changeRole: onRole('role', { grant: ['appeals.read'] }),
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
        '{ moduleSettings(module: "ratings") { version } }',
        {},
        admin,
      )
      return { module: 'ratings', values: { minimum: 12 }, clear: [], expected: moduleSettings.version }
    },
  },
  sendTestLetter: plain(platform, () => ({})),
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
}
