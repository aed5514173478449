import { Router, type Request, type Response } from 'express'
import { open, readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.json': 'application/json',
  '.png': 'image/png', '.webp': 'image/webp', '.jpg': 'image/jpeg',
}

/**
 * Serves one folder of built files under hashed names for ever. The folder is read once: what is not in the list
 * does not exist, so no path can lead out of it.
 */
export async function staticFiles(folder: string): Promise<Router> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const known = new Set(entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)))
  const router = Router()
  router.use(async (req: Request, res: Response, next) => {
    const file = nameIn(req.path)
    const type = types[extname(file)]
    if (!['GET', 'HEAD'].includes(req.method) || !type || !known.has(file)) { next(); return }
    const accepts = String(req.headers['accept-encoding'] ?? '')
    const packed = /\bbr\b/.test(accepts) && known.has(`${file}.br`) ? 'br' : /\bgzip\b/.test(accepts) && known.has(`${file}.gz`) ? 'gzip' : undefined
    // a later build in the same folder may have taken it away
    const opened = await open(join(folder, packed ? `${file}.${packed === 'br' ? 'br' : 'gz'}` : file)).catch(() => undefined)
    if (!opened) { next(); return }
    const size = (await opened.stat()).size
    res.setHeader('content-type', type)
    res.setHeader('cache-control', 'public, max-age=31536000, immutable')
    res.setHeader('vary', 'accept-encoding')
    // a module worker's and an SVG's own policy: built files need nothing from anywhere else
    res.setHeader('cross-origin-resource-policy', 'same-origin')
    if (packed) res.setHeader('content-encoding', packed)
    res.setHeader('content-length', size)
    if (req.method === 'HEAD') { await opened.close(); res.end(); return }
    await pipeline(opened.createReadStream(), res)
  })
  return router
}

/** An address that cannot be decoded is the name of no file. */
function nameIn(path: string): string {
  try { return decodeURIComponent(path).replace(/^\/+/, '') } catch { return '' }
}
