import type { Logger } from 'pino'
import type { City, Clock } from '@vmeste/sdk'
import type { Storage } from '../../../storage/open-storage.ts'

/** What a provider of identity is made with. */
export interface IdentityParts {
  readonly storage: Storage
  readonly origin: string
  readonly logger: Logger
  readonly clock: Clock
  /** Absent where no host runs: in commands. */
  readonly cityOf?: (slug: string) => City | undefined
  /** Whether a city has this role; absent where no host runs. */
  readonly knowsRole?: (slug: string, role: string) => boolean
  key(purpose: string): Buffer
}
