import { createHmac, timingSafeEqual } from 'node:crypto'
import type { City } from '@vmeste/sdk'
import type { Address } from './address-of.ts'

const length = 22

/** Hashes of addresses and the links that their owners alone get. Neither says anything about anybody outside of its city. */
export class RecipientKeys {
  readonly #city: City
  readonly #key: Buffer

  constructor(city: City, key: Buffer) {
    this.#city = city
    this.#key = key
  }

  hash({ channel, recipient }: Address): string { return this.#mac('address', channel, recipient) }

  /** The part of an address in the portal that only letters to this recipient carry; a later question makes another. */
  link(hash: string, askedAt: Date): string { return hash + this.#mac('link', hash, String(askedAt.getTime())) }

  hashIn(link: string): string | undefined { return /^[\w-]{44}$/.test(link) ? link.slice(0, length) : undefined }

  isLink(link: string, hash: string, askedAt: Date): boolean {
    const expected = Buffer.from(this.link(hash, askedAt)), given = Buffer.from(link)
    return expected.length === given.length && timingSafeEqual(expected, given)
  }

  /** 132 bits. */
  #mac(...parts: string[]): string {
    return createHmac('sha256', this.#key).update([String(this.#city.id), ...parts].join('\n')).digest('base64url').slice(0, length)
  }
}
