import { Directory, type Ctx } from '@vmeste/sdk'
import { createTestHost, keyOfTestPerson, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { setUpDirectory, type DirectorySet } from './set-up-directory.ts'

let town: TestHost
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres') })
})
afterAll(() => town.stop())

const ctxIn = (slug: string): Ctx => town.ctxIn(slug, 'civic')
const text = (ru: string) => ({ ru, be: ru, en: ru })
const admin = { as: 'admin.uzda' }
const executor = keyOfTestPerson('executor.uzda')
const problem =
  '__typename ... on InvalidInput { code fields { path message } } ... on NotFound { code } ... on Conflict { code message } ... on NotAllowed { code }'

async function ask<T = Record<string, { __typename: string; id: string } & Record<string, unknown>>>(
  query: string,
  variables = {},
  options: { as?: string } = admin,
): Promise<T> {
  const reply = await town.graph<T>('uzda', query, variables, options)
  expect(reply.errors).toBeUndefined()
  return reply.data
}
const saveOrganisation = async (input: object) =>
  (
    await ask(
      `mutation ($input: OrganisationInput!) { result: saveOrganisation(input: $input) { ${problem} ... on Organisation { id code name } } }`,
      { input },
    )
  )['result']!
const saveDepartment = async (input: object) =>
  (
    await ask(
      `mutation ($input: DepartmentInput!) { result: saveDepartment(input: $input) { ${problem} ... on Department { id code name organisation { code } } } }`,
      { input },
    )
  )['result']!
const saveStaff = async (input: object) =>
  (
    await ask(
      `mutation ($input: StaffMemberInput!) { result: saveStaffMember(input: $input) { ${problem} ... on StaffMember { person name departments { code } } } }`,
      { input },
    )
  )['result']!
const remove = async (verb: string, id: string) =>
  (
    await ask(`mutation ($id: UUID!) { result: ${verb}(id: $id) { ${problem} ... on DirectoryEntryRemoved { id } } }`, {
      id,
    })
  )['result']!

test('an administrator builds the directory, and staff see it at once', async () => {
  const owner = await saveOrganisation({ code: 'ZHKH', kind: 'UTILITY', name: text('ЖКХ'), phone: '+375 1718 5-55-55' })
  expect(owner).toMatchObject({ __typename: 'Organisation', code: 'ZHKH', name: 'ЖКХ' })
  const department = await saveDepartment({
    code: 'HOUS',
    name: { ru: 'ЖЭС', be: 'ЖЭС', en: 'Housing' },
    organisation: owner.id,
  })
  expect(department).toMatchObject({ __typename: 'Department', organisation: { code: 'ZHKH' } })
  expect(
    await saveStaff({ person: executor, name: 'Пётр Лис', position: 'мастер', departments: [department.id] }),
  ).toEqual({ __typename: 'StaffMember', person: executor, name: 'Пётр Лис', departments: [{ code: 'HOUS' }] })

  expect(
    await ask(
      `{ organisations { departments { code } } department(id: "${department.id}") { staff { name position } } }`,
      {},
      { as: 'executor.uzda' },
    ),
  ).toEqual({
    organisations: [{ departments: [{ code: 'HOUS' }] }],
    department: { staff: [{ name: 'Пётр Лис', position: 'мастер' }] },
  })
  const directory = ctxIn('uzda').use(Directory)
  expect(await directory.member(executor)).toMatchObject({ name: 'Пётр Лис', departments: [department.id] })
  expect(await directory.membersOf(department.id)).toHaveLength(1)
  expect(await directory.departmentByCode('HOUS')).toMatchObject({ id: department.id, organisation: owner.id })
})

test('what is in use is not removed; a closed department keeps its name and may open again', async () => {
  const owner = await saveOrganisation({ code: 'ROADS', kind: 'UTILITY', name: text('ДРСУ') })
  const department = await saveDepartment({ code: 'ROAD', name: text('Дороги'), organisation: owner.id })
  await saveStaff({ person: executor, name: 'Пётр Лис', position: 'мастер', departments: [department.id] })
  expect(await remove('removeOrganisation', owner.id)).toMatchObject({
    __typename: 'Conflict',
    code: 'ORGANISATION_IN_USE',
  })
  expect(await remove('removeDepartment', department.id)).toMatchObject({
    __typename: 'Conflict',
    code: 'DEPARTMENT_IN_USE',
  })
  await saveStaff({ person: executor, name: 'Пётр Лис', position: 'мастер', departments: [] })
  expect(await remove('removeDepartment', department.id)).toMatchObject({ __typename: 'DirectoryEntryRemoved' })
  expect(await remove('removeDepartment', department.id)).toMatchObject({ __typename: 'NotFound' })

  const directory = ctxIn('uzda').use(Directory)
  expect(await directory.departmentByCode('ROAD')).toBeUndefined()
  expect(await directory.department(department.id)).toMatchObject({ name: text('Дороги') })
  expect(await saveDepartment({ code: 'ROAD', name: text('Дороги и мосты'), organisation: owner.id })).toMatchObject({
    id: department.id,
    name: 'Дороги и мосты',
  })
  expect(await saveDepartment({ code: 'ROAD', name: text('Вторые дороги'), organisation: owner.id })).toMatchObject({
    __typename: 'Conflict',
    code: 'DIRECTORY_CODE_TAKEN',
    message: 'Код ROAD уже занят.',
  })
  expect(await saveOrganisation({ code: 'ROADS', kind: 'UTILITY', name: text('Ещё') })).toMatchObject({
    __typename: 'Conflict',
    code: 'DIRECTORY_CODE_TAKEN',
  })
})

test('a number of a service may be short or a town’s, and is shown as people write it', async () => {
  const save = async (phone: string) => {
    const { id } = await saveOrganisation({ code: `N${phone.length}`, kind: 'UTILITY', name: text('Служба'), phone })
    const { organisations } = await ask<{ organisations: { id: string; phone: string | null }[] }>(
      '{ organisations { id phone } }',
    )
    expect(await remove('removeOrganisation', id)).toMatchObject({ id })
    return organisations.find((one) => one.id === id)?.phone
  }
  expect(await save('101')).toBe('101')
  expect(await save('8 (01718) 5–12–34')).toBe('+375 1718 5-12-34')
  expect(await save('')).toBeNull()
  expect(
    await saveOrganisation({ code: 'NOPE', kind: 'UTILITY', name: text('Служба'), phone: '0000000' }),
  ).toMatchObject({
    fields: [{ path: 'input.phone', message: expect.stringContaining('+375 29 123-45-67') as string }],
  })
})

test('a colleague of signs that nobody sees is refused', async () => {
  for (const name of ['\u200b\u200b', '\u3164', ' \u00ad '])
    expect(await saveStaff({ person: executor, name, position: 'мастер', departments: [] })).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ path: 'input.name' }],
    })
})

test('wrong input is told field by field, and unknown references are not kept', async () => {
  expect(
    await saveOrganisation({
      code: 'a b',
      kind: 'UTILITY',
      name: { ru: ' ', be: 'б', en: 'x'.repeat(300) },
      phone: '<script>',
    }),
  ).toMatchObject({
    __typename: 'InvalidInput',
    code: 'INPUT_INVALID',
    fields: ['input.code', 'input.name.ru', 'input.name.en', 'input.phone'].map((path) => ({
      path,
      message: expect.any(String) as string,
    })),
  })
  const nowhere = '01890000-0000-7000-8000-000000000001'
  expect(await saveDepartment({ code: 'LIGHT', name: text('Свет'), organisation: nowhere })).toMatchObject({
    code: 'ORGANISATION_UNKNOWN',
  })
  expect(
    await saveStaff({ person: executor, name: 'Пётр Лис', position: 'мастер', departments: [nowhere] }),
  ).toMatchObject({ code: 'DEPARTMENT_UNKNOWN' })
  expect(await saveOrganisation({ id: nowhere, code: 'NOPE', kind: 'UTILITY', name: text('Нет') })).toMatchObject({
    code: 'DIRECTORY_ENTRY_UNKNOWN',
  })
})

test("only the city's own administrator changes it, and strangers do not see it", async () => {
  const save = `mutation { saveTerritory(input: { code: "NORTH", name: { ru: "Север", be: "Поўнач", en: "North" } }) { ${problem} ... on Territory { code } } }`
  for (const as of ['executor.uzda', 'admin.zhodino', 'citizen']) {
    expect((await town.graph<{ saveTerritory: unknown }>('uzda', save, {}, { as })).data.saveTerritory).toEqual({
      __typename: 'NotAllowed',
      code: 'FORBIDDEN',
    })
  }
  const seen = await town.graph('uzda', '{ staff { name } }', {}, { as: 'citizen' })
  expect([seen.data, seen.errors?.[0]?.extensions.code]).toEqual([{ staff: null }, 'FORBIDDEN'])
  expect(
    (await town.graph('zhodino', '{ departments { code } staff { name } }', {}, { as: 'admin.zhodino' })).data,
  ).toEqual({ departments: [], staff: [] })
})

test('a seed fills a directory by codes and can be run again', async () => {
  const square = (size: number) => [
    { lat: 0, lon: 0 },
    { lat: 0, lon: size },
    { lat: size, lon: size },
    { lat: size, lon: 0 },
  ]
  const set: DirectorySet = {
    organisations: [
      {
        code: 'RIK',
        kind: 'EXECUTIVE_COMMITTEE',
        name: text('Горисполком'),
        departments: [
          { code: 'ADMIN', name: text('Аппарат') },
          { code: 'ECO', name: text('Экология') },
        ],
      },
    ],
    staff: [
      {
        person: keyOfTestPerson('head.zhodino'),
        name: 'Анна Вяль',
        position: 'председатель',
        departments: ['ADMIN', 'ECO'],
      },
    ],
    territories: [
      { code: 'ALL', name: text('Весь город'), polygon: square(10) },
      { code: 'CENTRE', name: text('Центр'), polygon: square(2) },
    ],
  }
  const ctx = ctxIn('zhodino')
  await setUpDirectory(ctx, set)
  const ids = (await ctx.use(Directory).departments()).map((each) => each.id)
  await setUpDirectory(ctx, set)
  const directory = ctx.use(Directory)
  expect((await directory.departments()).map((each) => [each.id, each.code])).toEqual([
    [ids[0], 'ADMIN'],
    [ids[1], 'ECO'],
  ])
  expect((await directory.member(keyOfTestPerson('head.zhodino')))?.departments.toSorted()).toEqual(ids.toSorted())
  expect(await directory.territoryAt({ lat: 1, lon: 1 })).toMatchObject({ code: 'CENTRE' })
  expect(await directory.territoryAt({ lat: 5, lon: 5 })).toMatchObject({ code: 'ALL' })
  expect(await directory.territoryAt({ lat: 50, lon: 5 })).toBeUndefined()
})

test('every change is in the audit, with who made it', async () => {
  const { rows } = await town.host.storage
    .pool('core')
    .query<{ actor: string; action: string; subject: string }>(
      `select actor, action, subject from core.audit where subject like 'civic:Department:%' and actor = $1 order by at`,
      [keyOfTestPerson('admin.uzda')],
    )
  expect(rows.map((row) => row.action).filter((action) => action === 'civic.directory.remove')).toHaveLength(1)
  expect(rows.length).toBeGreaterThanOrEqual(4)
  // of staff no event says whom: it may leave the platform
  const { rows: told } = await town.host.storage.pool('core').query<{ subject: string; id: string }>(
    `select distinct subject, data ->> 'id' as id from core.outbox
       where type = 'civic.directory.changed@1' and subject like 'civic:Staff%'`,
  )
  expect(told).toEqual([{ subject: 'civic:StaffMember:somebody', id: 'somebody' }])
})
