import { connect } from 'node:tls'
import type { CertificateFacts } from '../facts/facts.ts'
import { codeOf } from './ask.ts'

const patienceMs = 4_000

/**
 * The certificate that the public address shows, looked at as a browser would.
 *
 * @param origin `https://vmeste.example.by`
 */
export async function readCertificate(origin: string): Promise<CertificateFacts> {
  const { protocol, hostname, port } = new URL(origin)
  if (protocol !== 'https:') return { kind: 'none', local: isLocal(hostname) }
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve) => {
    // looked at whatever it is: one that has expired must be told as that
    const socket = connect({
      host,
      port: Number(port || 443),
      ...(/^[\d.:]+$/.test(host) ? {} : { servername: host }),
      rejectUnauthorized: false,
      timeout: patienceMs,
    })
    const end = (facts: CertificateFacts): void => {
      socket.destroy()
      resolve(facts)
    }
    const timer = setTimeout(() => {
      end({ kind: 'unreachable', why: 'ETIMEDOUT' })
    }, patienceMs)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve({ kind: 'unreachable', why: 'ECONNRESET' })
    })
    socket.once('timeout', () => {
      end({ kind: 'unreachable', why: 'ETIMEDOUT' })
    })
    socket.once('error', (error) => {
      end({ kind: 'unreachable', why: codeOf(error) })
    })
    socket.once('secureConnect', () => {
      const { valid_to } = socket.getPeerCertificate()
      const refused = socket.authorized
        ? undefined
        : String((socket.authorizationError as { code?: string } | null)?.code ?? socket.authorizationError)
      end(
        valid_to
          ? { kind: 'found', until: new Date(valid_to), refused }
          : { kind: 'unreachable', why: 'NO_CERTIFICATE' },
      )
    })
  })
}

const isLocal = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127(\.\d{1,3}){3}$/.test(hostname)
