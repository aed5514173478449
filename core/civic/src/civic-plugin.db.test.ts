import { createTestHost, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

let city: TestHost
beforeAll(async () => { city = await createTestHost({ postgres: inject('postgres') }) })
afterAll(() => city.stop())

test('composes', async () => {
  const reply = await city.graph('uzda', '{ departments { code } myCases { number } unreadNotifications }', {}, { as: 'admin.uzda' })
  expect(reply).toEqual({ status: 200, data: { departments: [], myCases: [], unreadNotifications: 0 } })
})
