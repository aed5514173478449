import { expect, test } from 'vitest'
import { maskRecipient } from './mask-recipient.ts'

test.for([
  ['volha.novik@mail.example', 'v***@mail.example'],
  ['"a@b"@mail.example', '"***@mail.example'],
  ['+375291234567', '***67'],
  ['https://id.example/realms/vmeste|8f1c', '***1c'],
  ['', '***'],
] as const)('%s is shown as %s', ([recipient, shown]) => {
  expect(maskRecipient(recipient)).toBe(shown)
})
