import { createTransport } from 'nodemailer'

export interface Letter {
  readonly id: string
  /** Slug of the city it is from: what comes back finds its way by it. */
  readonly city: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Where a mail program may say for its owner that no more are wanted, by `POST` (RFC 8058). */
  readonly unsubscribe?: string
}

/** How letters leave the platform. */
export interface MailGateway {
  /** Stands with every letter that left this way. */
  readonly via: string
  send(letter: Letter): Promise<void>
}

/** Stands around the sending of a letter and passes on what it throws. */
export type WatchedLetter = (send: () => Promise<void>) => Promise<void>

/**
 * Letters by SMTP; one connection a letter, so nothing has to be closed when the host stops.
 * @param url `smtp://user:password@host:587`, `smtps://…`
 * @param from `Вместе <no-reply@vmeste.example.by>`
 * @param watched notes what becomes of each letter
 */
export function smtpMail(url: string, from: string, watched: WatchedLetter = (send) => send()): MailGateway {
  const transport = createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 })
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost'
  return {
    via: 'smtp',
    async send(letter) {
      await watched(async () => {
        await transport.sendMail({
          from,
          to: { name: '', address: letter.to }, // as one address: a comma in it must not add a second recipient
          subject: letter.subject,
          text: letter.text,
          textEncoding: 'base64',
          messageId: `<${letter.id}.${letter.city}@${domain}>`, // sent again after a crash, mail servers can tell it is the same
          headers: {
            'auto-submitted': 'auto-generated',
            ...(letter.unsubscribe && {
              'list-unsubscribe': `<${letter.unsubscribe}>`,
              'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
            }),
          },
        })
      })
    },
  }
}
