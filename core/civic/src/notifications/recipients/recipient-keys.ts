import { createHmac, timingSafeEqual } from 'node:crypto'
import type { City } from '@vmeste/sdk'
import { boxOf, type Address } from './address-of.ts'

const length = 22
/** No city's number. */
const everywhere = 'every city'

/**
 * Hashes of addresses and the links that their owners alone get. Neither says anything about anybody outside of its
 * city, but for `box`.
 */
export class RecipientKeys {
  readonly #city: City
  readonly #key: Buffer

  constructor(city: City, key: Buffer) {
    this.#city = city
    this.#key = key
  }

  hash({ channel, recipient }: Address): string {
    return this.#mac('address', channel, recipient)
  }

  /**
   * The box behind an address, the same in every city of the installation: what the cities count their questions by
   * together.
   */
  box(address: Address): string {
    const { channel, recipient } = boxOf(address)
    return mac(this.#key, everywhere, 'box', channel, recipient)
  }

  /** What stands for this city beside a box. */
  mark(box: string): string {
    return this.#mac('mark', box)
  }

  /** The part of an address in the portal that only letters to this recipient carry; a later question makes another. */
  link(hash: string, askedAt: Date): string {
    return hash + this.#mac('link', hash, String(askedAt.getTime()))
  }

  hashIn(link: string): string | undefined {
    return /^[\w-]{44}$/.test(link) ? link.slice(0, length) : undefined
  }

  isLink(link: string, hash: string, askedAt: Date): boolean {
    const expected = Buffer.from(this.link(hash, askedAt)),
      given = Buffer.from(link)
    return expected.length === given.length && timingSafeEqual(expected, given)
  }

  /** What is kept of a code: with the address it went to, and never as it is typed. */
  code(hash: string, code: string): string {
    return this.#mac('code', hash, code)
  }

  #mac(...parts: string[]): string {
    return mac(this.#key, String(this.#city.id), ...parts)
  }
}

/** 132 bits. */
const mac = (key: Buffer, ...parts: string[]): string =>
  createHmac('sha256', key).update(parts.join('\n')).digest('base64url').slice(0, length)
