import { randomUUID } from 'node:crypto'
import { Notifications, type Ctx } from '@vmeste/sdk'
import { createTestHost, keyOfTestPerson, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { photoWithGps } from './files/sample-photos.ts'
import { setUpDirectory } from './directory/set-up-directory.ts'

let town: TestHost
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres') })
})
afterAll(() => town.stop())

const ctxIn = (slug: string): Ctx => town.ctxIn(slug, 'civic')
const text = { ru: 'ЖЭС', be: 'ЖЭС', en: 'Housing' }

/** Leaves a trace of one person everywhere the civic services keep people. */
async function leaveTraces(slug: string, username: string): Promise<void> {
  const ctx = ctxIn(slug),
    person = keyOfTestPerson(username)
  await setUpDirectory(ctx, {
    organisations: [{ code: 'ZHKH', kind: 'UTILITY', name: text, departments: [{ code: 'HOUS', name: text }] }],
    staff: [{ person, name: 'Пётр Лис', position: 'мастер', departments: ['HOUS'] }],
  })
  await ctx.db.transaction((tx) =>
    ctx
      .use(Notifications)
      .send(tx, {
        event: randomUUID(),
        to: { person },
        lang: 'ru',
        subject: 'Готово',
        text: 'Готово',
        about: 'trees:Tree:1',
      }),
  )
  const sent = await town.fetch(`/c/${slug}/files/${randomUUID()}`, {
    method: 'PUT',
    body: (await photoWithGps()) as RequestInit['body'],
    headers: { authorization: `Bearer ${username}` },
  })
  expect(sent.status).toBe(201)
}

test('what is held about a person can be given to them and erased, in one city, theirs alone', async () => {
  const person = keyOfTestPerson('executor.uzda'),
    other = keyOfTestPerson('operator.uzda')
  await leaveTraces('uzda', 'executor.uzda')
  await leaveTraces('uzda', 'operator.uzda')
  await leaveTraces('zhodino', 'executor.uzda')
  const mine = town.host.registry
    .find('civic')!
    .personalData!.filter(({ table }) => ['civic.staff', 'civic.notification', 'civic.file'].includes(table))
  expect(mine).toHaveLength(3)
  for (const data of mine) {
    const held = async (slug: string, whose: string) => (await data.export(ctxIn(slug), whose)).length
    expect(await held('uzda', person), data.table).toBe(1)
    expect(await data.erase(ctxIn('uzda'), person), data.table).toBe(1)
    expect([await held('uzda', person), await held('uzda', other), await held('zhodino', person)], data.table).toEqual([
      0, 1, 1,
    ])
  }
})

test('no log line names anybody', () => {
  expect(town.log.filter((line) => /Лис|executor|identity\.test/.test(line))).toEqual([])
})
