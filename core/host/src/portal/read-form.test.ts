import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Request } from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { readForm } from './read-form.ts'

const head = (length: number) =>
  [
    'POST / HTTP/1.1',
    'host: x',
    'content-type: multipart/form-data; boundary=b',
    `content-length: ${length}`,
    '',
    '',
    '--b',
    'content-disposition: form-data; name="photo"; filename="a.jpg"',
    'content-type: image/jpeg',
    '',
    'half a photo',
  ].join('\r\n')

test('a sender who leaves in the middle of a photo leaves no rejection behind that nobody handles', async () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown) => {
    unhandled.push(reason)
  }
  process.on('unhandledRejection', note)
  onTestFinished(() => {
    process.off('unhandledRejection', note)
  })

  let outcome: Promise<unknown> | undefined,
    closed = false
  const server = createServer((req) => {
    outcome = readForm(
      req as Request,
      (content) =>
        new Promise((_, reject) => {
          content.resume().on('close', () => {
            setTimeout(() => {
              closed = true
              reject(new Error('the photo is not whole'))
            }, 10)
          })
        }),
    ).catch((error: unknown) => error)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(head(10_000))
  await expect.poll(() => outcome !== undefined).toBe(true)
  socket.destroy()
  expect(await outcome).toMatchObject({ code: 'FORM_INVALID' })
  await expect.poll(() => closed).toBe(true) // the store hears at once that nothing more will come
  await new Promise((later) => {
    setTimeout(later, 20)
  })
  expect(unhandled).toEqual([])
})

test.for(['a.jpg', ''])(
  'a form that ends inside the file "%s" is refused, and the process goes on',
  async (filename) => {
    const server = createServer((req, res) => {
      void readForm(req as Request, async (content) => {
        content.resume()
        return 'id'
      })
        .then(
          () => 'taken',
          (error: { code: string }) => error.code,
        )
        .then((answer) => res.end(answer))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      server.close()
    })
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body: `--b\r\ncontent-disposition: form-data; name="photo"; filename="${filename}"\r\n\r\nhalf`,
    })
    expect(await answer.text()).toBe('FORM_INVALID')
  },
)
