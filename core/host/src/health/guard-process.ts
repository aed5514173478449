import type { Logger } from 'pino'
import { describeError } from '../log/describe-error.ts'
import { moduleAtFault } from './acting-module.ts'
import { isPlatformFault } from '../outage/outage-of.ts'
import { wholeHost, type ModuleHealth } from './module-health.ts'

export interface ProcessGuard {
  readonly health: ModuleHealth
  readonly logger: Logger
  /** Folders of the modules' packages, by module. */
  readonly folders: ReadonlyMap<string, string>
  /** Called once with an error that is no module's: the process must end. */
  readonly end: (error: unknown) => void
}

/**
 * An error that nobody caught ends a process, for nobody knows what it left half done. One that a module left behind is
 * counted against that module instead: what others do at the moment is not its to end.
 *
 * @returns takes the guard away
 */
export function guardProcess({ health, logger, folders, end }: ProcessGuard): () => void {
  const caught = (error: unknown): void => {
    const module = moduleAtFault(error, folders)
    if (module === undefined) {
      logger.fatal({ error: describeError(error) }, 'an error nobody caught')
      end(error)
      return
    }
    logger.error({ module, error: describeError(error) }, 'a module left an error behind that nobody caught')
    if (isPlatformFault(error)) return // the database's: it would be everybody's fault at once
    health.failed(module, wholeHost, 'stray')
  }
  process.on('uncaughtException', caught)
  process.on('unhandledRejection', caught)
  return () => {
    process.off('uncaughtException', caught)
    process.off('unhandledRejection', caught)
  }
}
