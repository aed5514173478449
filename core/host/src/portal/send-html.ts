import type { Request, Response } from 'express'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const zip = promisify(gzip),
  brotli = promisify(brotliCompress)

/** Sends a finished page, compressed: on the slow networks it is made for, that is half of the wait. */
export async function sendHtml(
  req: Request,
  res: Response,
  page: { html: string; policy: string; status?: number },
): Promise<void> {
  res.status(page.status ?? 200)
  res.setHeader('content-type', 'text/html; charset=utf-8')
  res.setHeader('content-security-policy', page.policy)
  res.setHeader('cache-control', 'private, no-cache')
  res.setHeader('vary', 'accept-encoding, cookie, accept-language')
  const accepts = String(req.headers['accept-encoding'] ?? '')
  const plain = Buffer.from(page.html)
  const [encoding, body] = /\bbr\b/.test(accepts)
    ? (['br', await brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })] as const)
    : /\bgzip\b/.test(accepts)
      ? (['gzip', await zip(plain)] as const)
      : ([undefined, plain] as const)
  if (encoding) res.setHeader('content-encoding', encoding)
  res.setHeader('content-length', body.length)
  res.end(req.method === 'HEAD' ? undefined : body)
}
