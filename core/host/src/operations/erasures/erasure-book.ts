import { createHmac } from 'node:crypto'
import type { Logger } from 'pino'
import { uuidv7 } from '@vmeste/sdk'
import { describeError } from '../../log/describe-error.ts'
import type { Asks } from '../purge/city-tables.ts'
import { erasureFile } from './erasure-file.ts'
import { spreadErasures, type BookElsewhere, type Unwritten } from './spread-erasures.ts'

/** What can be erased. A person is `<iss>|<sub>`, `mailto:…` or `tel:…` (`namesOf`), a city its slug. */
export type Erased =
  /** Everything held about somebody, in one city or in all. */
  | { readonly kind: 'person'; readonly person: string; readonly city?: string }
  /** All that a module held in a city. */
  | { readonly kind: 'module'; readonly module: string; readonly city: string }
  | { readonly kind: 'city'; readonly city: string }
  /** A role that was taken from somebody, or given (back) after that. */
  | { readonly kind: 'rights' | 'rights-back'; readonly person: string; readonly city: string; readonly role: string }

/** Purpose of the key that the hashes are made with, for `keyOf`. */
export const erasurePurpose = 'erasures'

const partsOf = (erased: Erased): readonly string[] => {
  switch (erased.kind) {
    case 'person':
      return ['person', erased.person, erased.city ?? '*']
    case 'module':
      return ['module', erased.module, erased.city]
    case 'city':
      return ['city', erased.city]
    default:
      return ['rights', erased.person, erased.city, erased.role]
  }
}

/** @param key of the installation: without it a hash can be compared with nobody */
export const erasureHash = (key: Buffer, erased: Erased): string =>
  createHmac('sha256', key)
    .update(JSON.stringify(partsOf(erased)))
    .digest('base64url')

/**
 * Writes down that something is erased, in the transaction that does it or right before it begins.
 *
 * @param database whoever does it, as the host's own role or the owner
 * @example await recordErasure(client, keyOf(secret, erasurePurpose), { kind: 'person', person:
 *   'https://id.example.by/realms/vmeste|0199…' })
 */
export async function recordErasure(database: Asks, key: Buffer, ...erased: readonly Erased[]): Promise<void> {
  for (const each of erased) {
    // a role that is given for the first time was never taken
    await database.query(
      `insert into core.erasure (id, kind, hash, at) select $1, $2, $3, clock_timestamp() where $2 <> 'rights-back'
        or exists (select from core.erasure where hash = $3 and kind = 'rights')`,
      [uuidv7(), each.kind, erasureHash(key, each)],
    )
  }
}

export interface ErasureBookParts {
  readonly key: Buffer
  readonly pool: Asks
  /** `VMESTE_DATA`; nothing is brought beside the backups where there is none. */
  readonly dataFolder: string | undefined
  /** Beside the copies in a bucket. */
  readonly elsewhere?: BookElsewhere | undefined
  readonly logger: Pick<Logger, 'warn'>
}

/** The book of a host that runs. */
export class ErasureBook {
  readonly #parts: ErasureBookParts
  /** What the log has said last. */
  #said = ''
  constructor(parts: ErasureBookParts) {
    this.#parts = parts
  }

  /** In the transaction of whoever erases. */
  record(database: Asks, ...erased: readonly Erased[]): Promise<void> {
    return recordErasure(database, this.#parts.key, ...erased)
  }

  /**
   * Once it is committed: brings it beside the backups. What cannot be written now is tried again every minute by hosts
   * that run, and gets it at the next backup.
   *
   * @returns the files that could not be written, which the log names too
   */
  async spread(): Promise<readonly Unwritten[]> {
    const { pool, dataFolder, elsewhere, logger } = this.#parts
    if (dataFolder === undefined) return []
    const unwritten = await spreadErasures(pool, dataFolder, { elsewhere }).catch(
      (error: unknown): readonly Unwritten[] => {
        logger.warn({ error: describeError(error) }, 'the book of erasures could not be read')
        return [
          {
            file: erasureFile(dataFolder),
            reason: 'the database did not give the book of erasures',
            code: 'UNKNOWN',
            away: false,
          },
        ]
      },
    )
    // tried every minute, said when it changes
    const now = JSON.stringify(unwritten.map(({ file, code }) => [file, code]))
    if (now !== this.#said)
      for (const { file, reason } of unwritten)
        logger.warn(
          { code: 'VMESTE_ERASURES_UNWRITTEN', file, error: reason },
          'an erasure could not be written beside the backups; it is tried again every minute, and at the next backup',
        )
    this.#said = now
    return unwritten
  }
}
