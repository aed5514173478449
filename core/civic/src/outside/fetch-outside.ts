import { request as plainRequest, type IncomingMessage } from 'node:http'
import { request as tlsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { checkedTarget, type CheckedTarget, type ResolveName } from './checked-target.ts'
import { OutsideError, outsideError } from './outside-error.ts'

export interface OutsideAsk {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** From the question about the name to the last byte of the answer; 10 s. */
  readonly deadlineMs?: number
  /** What is longer is cut: the rest of an answer is not worth a second call. 64 kB. */
  readonly maxBytes?: number
}

export interface OutsideAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly text: string
}

/** Calls an address that somebody typed or sent. @throws OutsideError with a code and no words */
export type FetchOutside = (url: string | URL, ask?: OutsideAsk) => Promise<OutsideAnswer>

/**
 * The one way out to addresses that are not ours: gateways, push services, messengers. Whoever may type an address
 * cannot make this machine speak to itself or to its neighbours: the name is resolved once, what it answers is looked
 * at, and that address is connected to. Redirects are refused, waiting ends, answers are cut.
 *
 * @param named hosts inside that whoever runs the installation allows (`VMESTE_PRIVATE_TARGETS`)
 */
export function outsideOf(named: readonly string[], resolve?: ResolveName): FetchOutside {
  return async (url, ask = {}) => {
    const signal = AbortSignal.timeout(ask.deadlineMs ?? 10_000)
    try {
      const target = await orAborted(checkedTarget(url, named, resolve), signal)
      const answer = await headOf(target, ask, signal)
      const status = answer.statusCode ?? 0
      if (status >= 300 && status < 400 && status !== 304) {
        answer.destroy()
        throw new OutsideError('REDIRECT')
      }
      return { status, headers: answer.headers, text: await textOf(answer, ask.maxBytes ?? 64 * 1024) }
    } catch (error) {
      throw outsideError(signal.aborted ? new OutsideError('TIMEOUT') : error)
    }
  }
}

function headOf(
  { url, host, addresses }: CheckedTarget,
  ask: OutsideAsk,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const [first] = addresses
  // the name is not asked again: who answers for it could answer otherwise now
  const lookup: LookupFunction = (_name, { all }, answer) => {
    if (all) answer(null, [...addresses])
    else answer(null, first.address, first.family)
  }
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(
    {
      host,
      port: url.port || undefined,
      path: `${url.pathname}${url.search}`,
      method: ask.method ?? 'GET',
      headers: {
        'user-agent': 'Vmeste',
        ...(ask.body === undefined ? {} : { 'content-length': Buffer.byteLength(ask.body) }),
        ...ask.headers,
      },
      lookup,
      agent: false,
      signal,
    },
    resolve,
  )
  request.once('error', reject)
  request.end(ask.body)
  return promise
}

async function textOf(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const parts: Buffer[] = []
  let room = maxBytes
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part.subarray(0, room))
    room -= part.length
    if (room <= 0) break // leaving the loop ends the connection
  }
  return Buffer.concat(parts).toString('utf8')
}

function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>()
  const late = () => reject(new OutsideError('TIMEOUT'))
  signal.addEventListener('abort', late, { once: true })
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', late))
}
