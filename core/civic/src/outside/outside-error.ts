/**
 * Why nothing came of a call outside: the address is not one (`URL`), leads inside (`PRIVATE`), would carry a secret in
 * the open (`PLAIN`), has no such name (`NAME`); nobody answered in time (`TIMEOUT`) or at all (`UNREACHABLE`), the
 * certificate is not believed (`CERTIFICATE`), the answer led elsewhere (`REDIRECT`).
 */
export type OutsideFault = 'URL' | 'PRIVATE' | 'PLAIN' | 'NAME' | 'TIMEOUT' | 'UNREACHABLE' | 'CERTIFICATE' | 'REDIRECT'

/** Carries a code and no words: those of sockets repeat the address, and an address may hold a key. */
export class OutsideError extends Error {
  override readonly name = 'OutsideError'
  readonly code: `OUTSIDE_${OutsideFault}`

  constructor(fault: OutsideFault) {
    super(`OUTSIDE_${fault}`)
    this.code = `OUTSIDE_${fault}`
  }
}

/** What a socket, a name server or a certificate said, as one of ours. */
export function outsideError(error: unknown): OutsideError {
  if (error instanceof OutsideError) return error
  const { code, name } = error as { code?: unknown; name?: unknown }
  if (name === 'TimeoutError' || name === 'AbortError') return new OutsideError('TIMEOUT')
  if (typeof code === 'string' && /CERT|TLS|SSL|ISSUER|SIGNATURE/.test(code)) return new OutsideError('CERTIFICATE')
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA') return new OutsideError('NAME')
  return new OutsideError(code === 'ETIMEDOUT' ? 'TIMEOUT' : 'UNREACHABLE')
}
