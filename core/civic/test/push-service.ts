import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a browser would have shown, and who pushed it. */
export interface Shown {
  readonly push: { readonly title: string; readonly body: string; readonly url: string; readonly tag: string }
  readonly urgency: string
  readonly key: string
  readonly subject: string
}

export interface PushService {
  readonly host: string
  readonly shown: Shown[]
  /** What was asked, as it lay on the wire. */
  readonly wires: Buffer[]
  /** Answers the next pushes with this. */
  answer: number
  /** A browser that subscribes: what its page hands over. */
  subscribe(): { readonly endpoint: string; readonly p256dh: string; readonly auth: string }
  stop(): Promise<void>
}

const curve = 'prime256v1'
const derive = (key: Buffer, salt: Buffer, info: Buffer | string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length))

/** One record of aes128gcm (RFC 8188), by the keys of a browser (RFC 8291). */
function decrypt(body: Buffer, browser: ReturnType<typeof createECDH>, auth: Buffer): Buffer {
  const [salt, idLength] = [body.subarray(0, 16), body.readUInt8(20)]
  const sender = body.subarray(21, 21 + idLength)
  const sealed = body.subarray(21 + idLength)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender])
  const key = derive(browser.computeSecret(sender), auth, info, 32)
  const open = createDecipheriv(
    'aes-128-gcm',
    derive(key, salt, 'Content-Encoding: aes128gcm\0', 16),
    derive(key, salt, 'Content-Encoding: nonce\0', 12),
  )
  open.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()])
  return plain.subarray(0, plain.lastIndexOf(2))
}

/** Whoever signed it (RFC 8292); throws where the signature is not of the key that stands beside it. */
function signer(authorization: string, audience: string): { readonly key: string; readonly subject: string } {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? []
  const [head, claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  const { aud, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; sub: string }
  if (!signed || aud !== audience) throw new Error('not signed for this service')
  return { key, subject: sub }
}

/** Stands in for a browser and the push service behind it: it checks who pushes, decrypts, and keeps what it would show. */
export async function pushService(): Promise<PushService> {
  const browsers = new Map<string, { curve: ReturnType<typeof createECDH>; auth: Buffer }>()
  const service = { answer: 201, shown: [] as Shown[], wires: [] as Buffer[] }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const browser = browsers.get(request.url ?? '')
      if (service.answer !== 201 || !browser) return void response.writeHead(browser ? service.answer : 404).end()
      const { headers } = request
      if (headers['content-encoding'] !== 'aes128gcm' || !Number(headers.ttl)) return void response.writeHead(400).end()
      const body = Buffer.concat(parts)
      const by = signer(headers.authorization ?? '', `http://${headers.host}`)
      service.wires.push(body)
      service.shown.push({
        push: JSON.parse(decrypt(body, browser.curve, browser.auth).toString()) as Shown['push'],
        urgency: String(headers.urgency),
        ...by,
      })
      response.writeHead(201).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(service, {
    host,
    subscribe: () => {
      const [browser, auth, path] = [createECDH(curve), randomBytes(16), `/push/${randomBytes(8).toString('hex')}`]
      browser.generateKeys()
      browsers.set(path, { curve: browser, auth })
      return {
        endpoint: `http://${host}${path}`,
        p256dh: browser.getPublicKey('base64url'),
        auth: auth.toString('base64url'),
      }
    },
    stop: () => new Promise<void>((done) => void server.close(() => done()).closeAllConnections()),
  })
}
