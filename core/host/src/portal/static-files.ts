import { Router, type Request, type Response } from 'express'
import { open, readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { sendStream } from '../http/send-stream.ts'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
}

/** A module worker's and an SVG's own policy: built files need nothing from anywhere else. */
const always = {
  'cache-control': 'public, max-age=31536000, immutable',
  vary: 'accept-encoding',
  'cross-origin-resource-policy': 'same-origin',
}

/**
 * Serves one folder of built files under hashed names for ever. The folder is read once: what is not in the list
 * does not exist, so no path can lead out of it.
 */
export async function staticFiles(folder: string): Promise<Router> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const known = new Set(
    entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)),
  )
  const router = Router()
  router.use(async (req: Request, res: Response, next) => {
    const file = nameIn(req.path)
    const type = types[extname(file)]
    if (!['GET', 'HEAD'].includes(req.method) || !type || !known.has(file)) {
      next()
      return
    }
    const accepts = String(req.headers['accept-encoding'] ?? '')
    const packed =
      /\bbr\b/.test(accepts) && known.has(`${file}.br`)
        ? 'br'
        : /\bgzip\b/.test(accepts) && known.has(`${file}.gz`)
          ? 'gzip'
          : undefined
    // a later build in the same folder may have taken it away
    const opened = await open(join(folder, packed ? `${file}.${packed === 'br' ? 'br' : 'gz'}` : file)).catch(
      () => undefined,
    )
    if (!opened) {
      next()
      return
    }
    try {
      const headers = {
        'content-type': type,
        'content-length': (await opened.stat()).size,
        ...(packed ? { 'content-encoding': packed } : {}),
      }
      for (const [name, value] of Object.entries({ ...always, ...headers })) res.setHeader(name, value)
      if (req.method === 'HEAD') res.end()
      else await sendStream(res, opened.createReadStream({ autoClose: false }))
    } finally {
      await opened.close()
    }
  })
  return router
}

/** An address that cannot be decoded is the name of no file. */
function nameIn(path: string): string {
  try {
    return decodeURIComponent(path).replace(/^\/+/, '')
  } catch {
    return ''
  }
}
