/** What a provider knows of an account and its telephone. */
export interface PhoneOwner {
  /** As E.164, `+375291234567`. */
  readonly phone?: string
  /** Invented person of the demonstration: their numbers live in a world of their own. */
  readonly invented: boolean
}

/** An account that had a number until somebody else showed they hold it now. */
export interface FormerOwner {
  readonly key: string
  /** Only a confirmed one. */
  readonly email?: string
}

/** Telephone numbers of accounts, where the accounts lie. Whether a number is really theirs is asked before. */
export interface PhoneAccounts {
  /** @param key `<iss>|<sub>` */
  of(key: string): Promise<PhoneOwner | undefined>
  /**
   * Writes the number down and raises the account to `PHONE`, with effect from its next token; a higher level stays.
   * A number belongs to one account: whoever had it loses it and falls back from `PHONE`. May be repeated.
   * @param phone E.164
   * @returns whoever had it
   * @throws Problem `USER_UNKNOWN`, `IDENTITY_UNAVAILABLE`
   */
  confirm(key: string, phone: string): Promise<readonly FormerOwner[]>
  /**
   * Deletes the number; an account at `PHONE` falls back to `ANONYMOUS`. False when there was none. @throws Problem
   * `USER_UNKNOWN`
   */
  forget(key: string): Promise<boolean>
}
