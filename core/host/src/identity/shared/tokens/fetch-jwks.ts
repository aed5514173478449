/** A set of keys with room to spare is a few kilobytes. */
const maxBytes = 256 * 1024

/**
 * Loads a JWKS over HTTP, within the deadline and the size that a set of keys can need. Redirects are refused:
 * keys come from the address in the configuration or not at all.
 * @param timeoutMs for the whole answer
 */
export async function fetchJwks(url: string, timeoutMs: number): Promise<unknown> {
  const response = await fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!response.ok || !response.body) throw new Error(`JWKS answered ${response.status}`)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maxBytes) throw new Error('JWKS is larger than 256 kB')
    chunks.push(chunk)
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
}
