import { Agent, request, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'

export interface PlainRequest {
  readonly method?: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string
  /** Leaves as soon as the head of the answer is there. */ readonly drop?: boolean
}
export interface PlainReply {
  readonly status: number
  readonly text: string
}

/** One client with few connections and nothing between it and the wire. */
export class PlainClient {
  readonly #url: URL
  // by turns, and let go long before the host does: no request may meet a connection that is being closed for idleness
  readonly #agent = new Agent({
    keepAlive: true,
    maxSockets: 64,
    scheduling: 'fifo',
    agentKeepAliveTimeoutBuffer: 4_000,
  })

  constructor(url: string) {
    this.#url = new URL(url)
  }

  send({ method = 'POST', path, headers = {}, body, drop = false }: PlainRequest): Promise<PlainReply> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.#url
      const sent = request(
        {
          hostname,
          port,
          path,
          method,
          agent: drop ? false : this.#agent,
          timeout: 60_000,
          headers: {
            'content-type': 'application/json',
            ...headers,
            ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
          },
        },
        (reply: IncomingMessage) => {
          const status = reply.statusCode ?? 0
          if (drop) {
            sent.destroy()
            resolve({ status, text: '' })
            return
          }
          let text = ''
          reply
            .setEncoding('utf8')
            .on('data', (chunk: string) => {
              if (text.length < 10_000) text += chunk
            })
            .on('end', () => {
              resolve({ status, text })
            })
            .on('error', reject)
        },
      )
      sent
        .on('timeout', () => {
          sent.destroy(new Error('timeout'))
        })
        .on('error', reject)
      sent.end(body)
    })
  }

  /** Sends a request and then reads nothing; it stays until the other side cuts it off, or `ms` are over. */
  stare({ path, headers = {}, body = '' }: PlainRequest, ms: number): Promise<string> {
    return new Promise((resolve) => {
      const socket: Socket = connect(Number(this.#url.port), this.#url.hostname)
      const over = (word: string) => (): void => {
        clearTimeout(timer)
        socket.destroy()
        resolve(word)
      }
      const timer = setTimeout(over('left'), ms)
      socket.once('error', over('cut off')).once('close', over('cut off'))
      const head = Object.entries({
        host: 'x',
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        ...headers,
      })
      socket.write(
        `POST ${path} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
      )
      socket.pause()
    })
  }

  stop(): void {
    this.#agent.destroy()
  }
}

/** What a reply of the graph comes to, in a word. */
export function wordOf({ status, text }: PlainReply): string {
  const code = /"code":"(\w+)"/.exec(text)?.[1]
  return code ? `${status} ${code}` : String(status)
}
