/** The SMTP server of Keycloak's letters, as its Admin API takes it. */
export type MailServer = Readonly<Record<string, string>>

/**
 * @param url as the host takes it in `VMESTE_SMTP`: `smtp://name:password@mail.example.by:587`, or `smtps://…` for TLS
 *   from the start
 * @param from whom the letters are from: `no-reply@example.by`, or with a name, `Узда <no-reply@example.by>`
 */
export function mailServer(url: string, from: string): MailServer {
  const { protocol, hostname, port, username, password } = new URL(url)
  const tls = protocol === 'smtps:'
  const [, name = 'Вместе', address = from] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(from) ?? []
  return {
    host: hostname,
    port: port || (tls ? '465' : '587'),
    from: address,
    fromDisplayName: name,
    ssl: String(tls),
    starttls: String(!tls && username !== ''),
    auth: String(username !== ''),
    ...(username ? { user: decodeURIComponent(username), password: decodeURIComponent(password) } : {}),
  }
}
