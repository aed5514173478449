import { describeError } from '../../../log/describe-error.ts'
import type { IdentityMail } from '../../identity-port.ts'
import type { IdentityLogger } from '../../identity-logger.ts'

/**
 * How letters reach people. `MAIL`: they leave. `SHOWN`: the demonstration shows them to whoever asked, and nothing leaves.
 * `NONE`: there is no way, and the pages say so instead of pretending.
 */
export type LetterWay = 'MAIL' | 'SHOWN' | 'NONE'

export interface Letters {
  readonly way: LetterWay
  /**
   * Writes a letter and lets it out behind the answer: how long that takes, whether there is anything to write, must tell a stranger nothing.
   * @param write gives nothing when there is nobody to write to
   * @returns the letter where it is shown
   */
  deliver(write: () => Promise<IdentityMail | undefined>): Promise<IdentityMail | undefined>
}

export function createLetters({ mail, shown, logger }: { mail: ((message: IdentityMail) => Promise<void>) | undefined; shown: boolean; logger: IdentityLogger }): Letters {
  if (!mail) return shown ? { way: 'SHOWN', deliver: (write) => write() } : { way: 'NONE', deliver: async () => undefined }
  return {
    way: 'MAIL',
    async deliver(write) {
      write().then((letter) => letter && mail(letter)).catch((error: unknown) => {
        logger.error({ error: describeError(error) }, 'a letter of the identity provider could not be sent')
      })
      return undefined
    },
  }
}
