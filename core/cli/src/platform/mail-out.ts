import { createTransport } from 'nodemailer'
import type { IdentityMail } from '@vmeste/host/identity'
import type { MailOut, MailWatch } from '@vmeste/host/status'
import type { Env } from './read-env.ts'

type MailEnv = Pick<Env, 'smtpUrl' | 'mailFrom'>

/**
 * How the platform's own letters leave: by SMTP; where there is none, nothing pretends to have sent them.
 *
 * @param watch notes what becomes of each
 */
export function mailOut(env: MailEnv, watch: MailWatch): MailOut | undefined {
  const { smtpUrl } = env
  if (!smtpUrl) return undefined
  const transport = createTransport({ url: smtpUrl, connectionTimeout: 10_000, socketTimeout: 20_000 })
  return {
    send: ({ to, subject, text }: IdentityMail) =>
      watch.watched(async () => {
        await transport.sendMail({ from: env.mailFrom ?? 'no-reply@localhost', to, subject, text })
      }),
    greet: () => greet(smtpUrl),
  }
}

const patienceMs = 4_000

/** Connects, names itself, signs in where a name is given, and leaves. */
export async function greet(smtpUrl: string): Promise<void> {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  })
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}
