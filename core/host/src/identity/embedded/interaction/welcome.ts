import type { Request, Response } from 'express'
import type { Account, AccountStore } from '../accounts/account-store.ts'
import type { MailLinks } from '../accounts/mail-links.ts'
import { realmPath } from '../options/embedded-options.ts'
import { sessionMark } from '../pages/session-iframe.ts'
import { linkKey } from './forms.ts'

const cookie = 'VMESTE_WELCOME'
const keyIn = new RegExp(`(?:^|; )${cookie}=([\\w-]+)`)

/** Whoever has just chosen a password is not asked for it again: this browser is let in once, within two minutes. */
export interface Welcome {
  /** Also makes the browser forget whoever was signed in before. */
  give(res: Response, account: Account): Promise<void>
  take(req: Request, res: Response): Promise<Account | undefined>
}

export function createWelcome({
  links,
  accounts,
  origin,
}: {
  links: MailLinks
  accounts: AccountStore
  origin: string
}): Welcome {
  const path = `${realmPath}/login-actions`
  return {
    async give(res, account) {
      const key = await links.make('welcome', { email: account.email ?? '', account: account.id })
      res.cookie(cookie, key, { path, httpOnly: true, sameSite: 'lax', secure: origin.startsWith('https:') })
      for (const name of ['VMESTE_SESSION', sessionMark]) res.clearCookie(name, { path: realmPath })
    },
    async take(req, res) {
      const key = linkKey(keyIn.exec(req.headers.cookie ?? '')?.[1])
      if (key === '') return undefined
      res.clearCookie(cookie, { path })
      const holder = await links.take('welcome', key)
      return holder?.account ? accounts.byId(holder.account) : undefined
    },
  }
}
