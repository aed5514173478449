import { isIP } from 'node:net'
import { Problem } from '@vmeste/sdk'
import type { Pool } from 'pg'
import { counters } from '../../counters.ts'
import type { LinkPurpose } from '../accounts/mail-links.ts'
import { texts } from '../pages/texts.ts'

/** How often the door may be tried. Counted in the database, so all hosts count together. */
export interface AttemptLimits {
  /** Counts an attempt before the password is looked at, so guesses sent all at once are all counted. @throws Problem `TOO_MANY_ATTEMPTS` */
  signIn(login: string, address: string): Promise<void>
  /** The attempt was good: what was counted against this person at this place is forgotten. */
  succeeded(login: string, address: string): Promise<void>
  /** So that nobody's mailbox is filled from here. @throws Problem `TOO_MANY_ATTEMPTS` */
  letter(purpose: LinkPurpose, to: string, address: string): Promise<void>
  /** For what needs no password. @throws Problem `TOO_MANY_ATTEMPTS` */
  visit(address: string): Promise<void>
}

/** Neighbours share it: an IPv4 /24, an IPv6 /56. A stranger elsewhere cannot lock a clerk out by guessing. */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIP(plain) === 4) return plain.split('.').slice(0, 3).join('.')
  const [head = '', tail = ''] = plain.toLowerCase().split('%')[0]?.split('::') ?? []
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const groups = plain.includes('::') ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right] : left
  const [a = '0', b = '0', c = '0', d = '0'] = groups
  return [a, b, c, (parseInt(d, 16) & 0xff00).toString(16)].join(':')
}

const tooMany = (waitMs: number) => new Problem('TOO_MANY_ATTEMPTS', texts.tooMany, {
  kind: 'tooMany', params: { minutes: Math.max(1, Math.ceil(waitMs / 60_000)) }, detail: { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) },
})

/** @param key names and addresses are counted under a keyed hash, so the table says nothing about anybody */
export function attemptLimits(pool: Pool, key: Buffer): AttemptLimits {
  const counter = counters(() => pool, key, tooMany)
  const byPersonHere = counter('here', { points: 5, duration: 900, blockDuration: 300 })
  const byPerson = counter('person', { points: 100, duration: 900 })
  const byAddress = counter('address', { points: 30, duration: 60 })
  const byMail = counter('mail', { points: 3, duration: 86_400 })
  return {
    async signIn(login, address) {
      await byAddress.take([address])
      await byPersonHere.take([login, network(address)])
      await byPerson.take([login])
    },
    async succeeded(login, address) {
      await byPersonHere.forget([login, network(address)])
    },
    async letter(purpose, to, address) {
      await byAddress.take([address], 3)
      await byMail.take([purpose, to])
    },
    visit: (address) => byAddress.take([address]),
  }
}
