import { createTransport } from 'nodemailer'
import type { IdentityMail } from '@vmeste/host/identity'
import type { Env } from './read-env.ts'

/** Letters of the identity provider leave by SMTP; where there is none, nothing pretends to have sent them. */
export function identityMail(env: Pick<Env, 'smtpUrl' | 'mailFrom'>): ((message: IdentityMail) => Promise<void>) | undefined {
  if (!env.smtpUrl) return undefined
  const transport = createTransport({ url: env.smtpUrl, connectionTimeout: 10_000, socketTimeout: 20_000 })
  return async ({ to, subject, text }) => { await transport.sendMail({ from: env.mailFrom ?? 'no-reply@localhost', to, subject, text }) }
}
