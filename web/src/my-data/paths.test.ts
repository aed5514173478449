import { expect, test } from 'vitest'
import { goneLaterPath, gonePath, restAfter } from './paths.ts'

test('whoever has erased comes to rest, and is told where a backup does not know of it yet; a refusal stays', () => {
  const done = { __typename: 'MyDataErased', erased: 3, account: false } as const
  expect(restAfter({ eraseMyData: { ...done, unwritten: null } })).toBe(gonePath)
  expect(restAfter({ eraseMyData: { ...done, unwritten: 'Рядом с резервными копиями…' } })).toBe(goneLaterPath)
  expect(
    restAfter({ eraseMyData: { __typename: 'InvalidInput', code: 'CONFIRM_ERASING', message: '', path: null } }),
  ).toBeUndefined()
  expect(restAfter({ eraseMyData: null })).toBeUndefined()
})
