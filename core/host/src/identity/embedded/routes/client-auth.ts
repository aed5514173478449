import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Whether a request comes from the client: by `Authorization: Basic`, or by its fields in the form. */
export function isClient(
  expected: { id: string; secret: string },
  authorization: string | undefined,
  form: { client_id?: string; client_secret?: string },
): boolean {
  const [id, secret] = basic(authorization) ?? [form.client_id ?? '', form.client_secret ?? '']
  return id === expected.id && timingSafeEqual(digest(secret), digest(expected.secret))
}

function basic(header: string | undefined): [string, string] | undefined {
  const encoded = /^Basic ([\w+/=]{1,1000})$/i.exec(header ?? '')?.[1]
  if (!encoded) return undefined
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  try {
    return [decodeURIComponent(id), decodeURIComponent(secret)]
  } catch {
    return undefined
  }
}
