import { expect, test } from 'vitest'
import { readDsn } from './read-dsn.ts'

const id = '019dd57a-0000-7000-8000-00000000000a'
const postfix = (
  status = '5.1.1',
  action = 'failed',
  messageId = `<${id}.uzda@vmeste.example>`,
) => `From: MAILER-DAEMON@mx.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="A9.1/mx.example"

This is a MIME-encapsulated message.

--A9.1/mx.example
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

<volha@mail.example>: host said: 550 no such user

--A9.1/mx.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
X-Postfix-Queue-ID: A9

Final-Recipient: rfc822; Volha@mail.example
Original-Recipient: rfc822;volha@mail.example
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 5.1.1 no such user

--A9.1/mx.example
Content-Type: message/rfc822

Subject: Answer
Message-ID:
 ${messageId}

the letter itself
--A9.1/mx.example--
`

test('a report of a mail server: of which letter, whom, and for how long', () => {
  expect(readDsn(postfix())).toEqual({
    letter: id,
    city: 'uzda',
    status: '5.1.1',
    recipient: 'volha@mail.example',
    hard: true,
  })
  expect(readDsn(postfix().replaceAll('\n', '\r\n'))).toMatchObject({ letter: id })
})

test.each([
  ['4.2.2', 'failed'],
  ['4.4.1', 'delayed'],
  ['5.0.0', 'delayed'],
  ['2.0.0', 'delivered'],
])('status %s with action %s is not for good', (status, action) => {
  expect(readDsn(postfix(status, action))).toMatchObject({ status, hard: false })
})

test('headers alone, in base64', () => {
  const headers = Buffer.from(`Subject: x\r\nMessage-ID: <${id}.uzda@vmeste.example>\r\n`).toString('base64')
  const source = postfix().replace(
    /Content-Type: message\/rfc822[\s\S]*the letter itself/,
    `Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64\n\n${headers}`,
  )
  expect(readDsn(source)).toMatchObject({ letter: id, city: 'uzda' })
})

test.each([
  ['a letter of somebody', 'From: a@mail.example\nContent-Type: text/plain\n\nStatus: 5.1.1'],
  ['of no letter of ours', postfix('5.1.1', 'failed', '<CAF=x@gmail.example>')],
  ['a name of no city', postfix('5.1.1', 'failed', `<${id}.../@vmeste.example>`)],
  ['no status', postfix('broken')],
  ['no boundary', postfix().replace(/boundary="[^"]*"/, 'x=y')],
  ['nothing', ''],
])('%s is no report', (_what, source) => {
  expect(readDsn(source)).toBeUndefined()
})
