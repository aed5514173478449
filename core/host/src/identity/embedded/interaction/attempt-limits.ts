import { isIP } from 'node:net'
import { Problem } from '@vmeste/sdk'
import type { Pool } from 'pg'
import { counters } from '../../shared/accounts/counters.ts'
import type { LinkPurpose } from '../accounts/mail-links.ts'
import { texts } from '../pages/texts.ts'

/** Where an attempt comes from; `known` when whoever it is about has signed in from here before. */
export interface Origin {
  readonly address: string
  readonly known?: string | undefined
}

/** How often the door may be tried. Counted in the database, so all hosts count together. */
export interface AttemptLimits {
  /**
   * Counts an attempt before the password is looked at, so guesses sent all at once are all counted. @throws Problem
   * `TOO_MANY_ATTEMPTS`
   */
  signIn(login: string, from: Origin): Promise<void>
  /** The attempt was good: what was counted against this person at this place is forgotten. */
  succeeded(login: string, from: Origin): Promise<void>
  /** So that nobody's mailbox is filled from here. @throws Problem `TOO_MANY_ATTEMPTS` */
  letter(purpose: LinkPurpose, to: string, from: Origin): Promise<void>
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
  const groups = plain.includes('::')
    ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
    : left
  const [a = '0', b = '0', c = '0', d = '0'] = groups
  return [a, b, c, (parseInt(d, 16) & 0xff00).toString(16)].join(':')
}

/** `olha+1@…` and `olha+2@…` are read by one person. A user name is itself. */
const letterBox = (to: string): string => to.replace(/(?<=.)\+[^@]*(?=@[^@]*$)/s, '')

const tooMany = (waitMs: number) =>
  new Problem('TOO_MANY_ATTEMPTS', texts.tooMany, {
    kind: 'tooMany',
    params: { minutes: Math.max(1, Math.ceil(waitMs / 60_000)) },
    detail: { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) },
  })

/** @param key names and addresses are counted under a keyed hash, so the table says nothing about anybody */
export function attemptLimits(pool: Pool, key: Buffer): AttemptLimits {
  const counter = counters(() => pool, key, tooMany)
  const byPersonHere = counter('here', { points: 5, duration: 900, blockDuration: 300 })
  const byPerson = counter('person', { points: 100, duration: 900 })
  const byAddress = counter('address', { points: 30, duration: 60 })
  // a purse of their own for the places somebody has been at: strangers cannot empty it, and it is small
  const byPersonKnown = counter('person-known', { points: 50, duration: 900 })
  const byMail = counter('mail', { points: 3, duration: 86_400 })
  const byMailMonth = counter('mail-month', { points: 10, duration: 30 * 86_400 })
  const byMailKnown = counter('mail-known', { points: 3, duration: 86_400 })
  const here = ({ address, known }: Origin) => known ?? network(address)
  return {
    async signIn(login, from) {
      await byAddress.take([from.address])
      await byPersonHere.take([login, here(from)])
      await (from.known ? byPersonKnown : byPerson).take([login])
    },
    async succeeded(login, from) {
      await byPersonHere.forget([login, here(from)])
    },
    async letter(purpose, to, { address, known }) {
      await byAddress.take([address], 3)
      if (known) return byMailKnown.take([purpose, to])
      await byMail.take([purpose, letterBox(to)])
      await byMailMonth.take([purpose, letterBox(to)])
    },
    visit: (address) => byAddress.take([address]),
  }
}
