import { identityUnavailable, tokenInvalid } from '../port/identity-problems.ts'
import { readJwks, type VerifyingKey } from './read-jwks.ts'

export interface KeySourceOptions {
  /** Where the keys come from: an address, or the provider in this very process. */
  readonly load: () => Promise<unknown>
  /** Longest wait for `load`, milliseconds. */
  readonly timeoutMs?: number
  /** An unknown key id asks again only after so many milliseconds: a flood of invented ids is one request. */
  readonly cooldownMs?: number
  /** Older keys are used on, while new ones are fetched behind the request; milliseconds. */
  readonly maxAgeMs?: number
  readonly now?: () => number
}

/** The provider's public keys, at hand without waiting whenever that is possible. */
export class KeySource {
  readonly #options: Required<KeySourceOptions>
  #keys: ReadonlyMap<string, VerifyingKey> = new Map()
  #loadedAt = -Infinity
  #askedAt = -Infinity
  #failure: unknown
  #loading: Promise<void> | undefined
  /** Called when a key is gone or has changed: whatever was believed because of it must be forgotten. */
  onWithdrawn: () => void = () => {}

  constructor(options: KeySourceOptions) {
    this.#options = { timeoutMs: 3_000, cooldownMs: 5_000, maxAgeMs: 600_000, now: Date.now, ...options }
  }

  /** The key, if it is known; starts a refresh behind the scenes when the keys are old. */
  peek(kid: string): VerifyingKey | undefined {
    const { now, maxAgeMs } = this.#options
    if (now() - this.#loadedAt > maxAgeMs && this.#mayAsk()) void this.#refresh()
    return this.#keys.get(kid)
  }

  /**
   * The key, fetched if need be.
   * @throws Problem `TOKEN_INVALID` when the provider has no such key, `IDENTITY_UNAVAILABLE` when it does not answer
   */
  async get(kid: string): Promise<VerifyingKey> {
    const known = this.peek(kid)
    if (known) return known
    if (this.#loading) await this.#loading
    else if (this.#mayAsk()) await this.#refresh()
    const key = this.#keys.get(kid)
    if (key) return key
    if (this.#failure !== undefined) throw identityUnavailable(this.#failure)
    throw tokenInvalid('unknown key')
  }

  /** Asks now, whatever the age of the keys. */
  refresh(): Promise<void> {
    return this.#refresh()
  }

  #mayAsk(): boolean {
    return !this.#loading && this.#options.now() - this.#askedAt > this.#options.cooldownMs
  }

  #refresh(): Promise<void> {
    this.#askedAt = this.#options.now()
    this.#loading ??= withDeadline(this.#options.load, this.#options.timeoutMs)
      .then((document) => {
        this.#accept(readJwks(document))
      })
      .catch((error: unknown) => {
        this.#failure = error ?? new Error('no keys')
      })
      .finally(() => {
        this.#loading = undefined
      })
    return this.#loading
  }

  #accept(keys: ReadonlyMap<string, VerifyingKey>): void {
    const withdrawn = [...this.#keys].some(([kid, old]) => !keys.get(kid)?.key.equals(old.key))
    this.#keys = keys
    this.#loadedAt = this.#options.now()
    this.#failure = undefined
    if (withdrawn) this.onWithdrawn()
  }
}

async function withDeadline<T>(work: () => Promise<T>, ms: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    reject(new Error(`no keys within ${ms} ms`))
  }, ms)
  try {
    return await Promise.race([work(), promise])
  } finally {
    clearTimeout(timer)
  }
}
