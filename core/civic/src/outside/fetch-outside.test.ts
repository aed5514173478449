import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { ResolveName } from './checked-target.ts'
import { outsideOf } from './fetch-outside.ts'

const fetchOutside = outsideOf([])

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('what lies inside is not spoken to, however it is spelt', () => {
  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '127.0.0.1.',
    '１２７.0.0.1',
    '0',
    '10.1.2.3',
    '100.64.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:a00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[2001:db8::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[ff02::1]',
    'localhost',
  ])('%s', async (host) => {
    for (const scheme of ['http', 'https'])
      await expect(fetchOutside(`${scheme}://${host}/`)).rejects.toMatchObject({ code: 'OUTSIDE_PRIVATE' })
  })

  test.each([
    [['10.0.0.1']],
    [['8.8.8.8', '127.0.0.1']],
    [['::1']],
    [['::ffff:10.0.0.1']],
    [['2606:4700::1', 'fe80::1%eth0']],
  ])('a name that answers with %s', async (addresses) => {
    const resolve: ResolveName = () =>
      Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
    await expect(outsideOf([], resolve)('https://gateway.example/')).rejects.toMatchObject({ code: 'OUTSIDE_PRIVATE' })
  })

  test.each(['ftp://1.1.1.1/', 'file:///etc/passwd', 'https://user:word@1.1.1.1/', 'no address', 'https://'])(
    'no address of the web: %s',
    async (url) => {
      await expect(fetchOutside(url)).rejects.toMatchObject({ code: 'OUTSIDE_URL' })
    },
  )

  test('what is public is spoken to behind a certificate alone', async () => {
    await expect(fetchOutside('http://1.1.1.1/')).rejects.toMatchObject({ code: 'OUTSIDE_PLAIN' })
    await expect(fetchOutside('http://[::ffff:1.1.1.1]/')).rejects.toMatchObject({ code: 'OUTSIDE_PLAIN' })
    await expect(fetchOutside('http://[2606:4700:4700::1111]/')).rejects.toMatchObject({ code: 'OUTSIDE_PLAIN' })
  })
})

describe('a host that is named', () => {
  test('is called with method, headers and body, and its answer read', async () => {
    const host = await listen((req, res) => {
      const parts: Buffer[] = []
      req.on('data', (part: Buffer) => parts.push(part))
      req.on('end', () => {
        res.writeHead(201, { 'x-id': '7' })
        res.end([req.method, req.url, req.headers['x-key'], Buffer.concat(parts).toString()].join(' '))
      })
    })
    const answer = await outsideOf([host])(`http://${host}/send?a=1`, {
      method: 'POST',
      headers: { 'x-key': 'k' },
      body: 'тело',
    })
    expect(answer).toMatchObject({ status: 201, text: 'POST /send?a=1 k тело', headers: { 'x-id': '7' } })
  })

  test('with a port it is named at that port alone', async () => {
    const host = await listen((_req, res) => void res.end('ok'))
    await expect(outsideOf(['127.0.0.1:1'])(`http://${host}/`)).rejects.toMatchObject({ code: 'OUTSIDE_PRIVATE' })
    expect(await outsideOf(['127.0.0.1'])(`http://${host}/`)).toMatchObject({ text: 'ok' })
    expect(await outsideOf(['127.0.0.1'])(`http://${host.replace('127.0.0.1', '127.1')}/`)).toMatchObject({
      text: 'ok',
    })
  })

  test('is connected to at the address that was looked at, whatever its name says later', async () => {
    let asked = 0
    const host = await listen((req, res) => void res.end(req.headers.host))
    const port = host.split(':')[1]!
    const resolve: ResolveName = () => {
      asked += 1
      return Promise.resolve([{ address: asked === 1 ? '127.0.0.1' : '192.0.2.1', family: 4 }])
    }
    const answer = await outsideOf(['modem.invalid'], resolve)(`http://modem.invalid:${port}/`)
    expect([answer.text, asked]).toEqual([`modem.invalid:${port}`, 1])
  })

  test('leads nowhere else', async () => {
    let reached = 0
    const inner = await listen((_req, res) => {
      reached += 1
      res.end('inner')
    })
    const host = await listen((_req, res) => res.writeHead(302, { location: `http://${inner}/` }).end())
    await expect(outsideOf([host])(`http://${host}/`)).rejects.toMatchObject({ code: 'OUTSIDE_REDIRECT' })
    expect(reached).toBe(0)
  })

  test('is not waited for for ever: neither its first byte nor its last, nor its name', async () => {
    const silent = await listen(() => undefined)
    const slow = await listen((_req, res) => res.writeHead(200).write('a'))
    for (const host of [silent, slow])
      await expect(outsideOf([host])(`http://${host}/`, { deadlineMs: 60 })).rejects.toMatchObject({
        code: 'OUTSIDE_TIMEOUT',
      })
    const unknown = outsideOf([], () => new Promise(() => undefined))
    await expect(unknown('https://a.example/', { deadlineMs: 60 })).rejects.toMatchObject({ code: 'OUTSIDE_TIMEOUT' })
  })

  test('is read up to a bound', async () => {
    const host = await listen((_req, res) => void res.end('a'.repeat(200_000)))
    expect((await outsideOf([host])(`http://${host}/`)).text).toHaveLength(65_536)
    expect((await outsideOf([host])(`http://${host}/`, { maxBytes: 10 })).text).toBe('a'.repeat(10))
  })

  test('that is not there says so, and nothing repeats its address', async () => {
    const host = await listen(() => undefined)
    servers.pop()!.close()
    const error: unknown = await outsideOf([host])(`http://${host}/key`).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'OUTSIDE_UNREACHABLE' })
    expect(String(error) + JSON.stringify(error)).not.toContain('127.0.0.1')
  })
})
