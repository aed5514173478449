import { expect, test } from 'vitest'
import { mailServer } from './mail-server.ts'

test('an address of a mail server is told to Keycloak in its own words', () => {
  expect(mailServer('smtp://127.0.0.1:2525', 'no-reply@example.by')).toEqual({
    host: '127.0.0.1',
    port: '2525',
    from: 'no-reply@example.by',
    fromDisplayName: 'Вместе',
    ssl: 'false',
    starttls: 'false',
    auth: 'false',
  })
  expect(mailServer('smtp://city:p%40ss@mail.example.by', 'Узда <uzda@example.by>')).toEqual({
    host: 'mail.example.by',
    port: '587',
    from: 'uzda@example.by',
    fromDisplayName: 'Узда',
    ssl: 'false',
    starttls: 'true',
    auth: 'true',
    user: 'city',
    password: 'p@ss',
  })
  expect(mailServer('smtps://city:secret@mail.example.by', 'a@example.by')).toMatchObject({
    port: '465',
    ssl: 'true',
    starttls: 'false',
  })
})
