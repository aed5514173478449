import { describeError } from '../../../log/describe-error.ts'
import { letterNotSent } from '../../shared/accounts/account-problems.ts'
import type { IdentityMail } from '../../shared/port/identity-port.ts'
import type { IdentityLogger } from '../../shared/port/identity-logger.ts'

export interface LettersOptions {
  /** How they leave; without it none does. */
  readonly mail: ((message: IdentityMail) => Promise<void>) | undefined
  /** Whether there is a demonstration. */
  readonly demonstration: boolean
  readonly logger: IdentityLogger
}

/**
 * Letters of the door. Those to real people leave by mail or not at all: no page ever shows one. Those to invented
 * people are shown to whoever asked, in the demonstration alone, and never leave.
 */
export interface Letters {
  /** Whether letters to real people leave. */
  readonly leave: boolean
  /** Whether letters to invented people are shown. */
  readonly show: boolean
  /**
   * Writes a letter to somebody real and lets it out behind the answer: how long that takes, whether there is anything
   * to write, must tell a stranger nothing.
   * @param write gives nothing when there is nobody to write to
   */
  deliver(write: () => Promise<IdentityMail | undefined>): void
  /**
   * Sends a letter to somebody real and waits: for an administrator, who may know what became of it.
   * @returns whether it left; not where none can
   * @throws Problem `LETTER_NOT_SENT`
   */
  send(letter: IdentityMail): Promise<boolean>
  /** Says to whoever runs the platform that somebody waits for a letter, without saying who. */
  missed(what: string): void
}

export function createLetters({ mail, demonstration, logger }: LettersOptions): Letters {
  const missed = (what: string): void => {
    logger.warn(
      { letter: what },
      'a letter could not go out: VMESTE_SMTP is not set. `vmeste letter <user name or e-mail>` makes its link for handing over',
    )
  }
  return {
    leave: mail !== undefined,
    show: demonstration,
    missed,
    deliver(write) {
      if (!mail) return
      write()
        .then((letter) => letter && mail(letter))
        .catch((error: unknown) => {
          logger.error({ error: describeError(error) }, 'a letter of the identity provider could not be sent')
        })
    },
    async send(letter) {
      if (!mail) {
        missed('invitation')
        return false
      }
      await mail(letter).catch((error: unknown) => {
        throw letterNotSent(error)
      })
      return true
    },
  }
}
