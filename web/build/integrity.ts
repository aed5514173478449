import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export interface BuiltFile {
  readonly file: string
  readonly integrity: string
  readonly bytes: number
  readonly gzip: number
}

/** Subresource integrity of one file. */
export const integrityOf = (content: Uint8Array): string =>
  `sha384-${createHash('sha384').update(content).digest('base64')}`

const compressible = /\.(m?js|css|svg|json|webmanifest)$/

/**
 * Every built file with its integrity; text is compressed beside it once, so that no request has to.
 *
 * @param built names relative to the folder: files of earlier builds may lie there too
 */
export function describeFiles(dist: string, built?: readonly string[]): BuiltFile[] {
  const files: BuiltFile[] = []
  for (const entry of readdirSync(dist, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || /\.(gz|br)$/.test(entry.name) || entry.name.startsWith('.')) continue
    const path = join(entry.parentPath, entry.name)
    if (built && !built.includes(relative(dist, path))) continue
    const content = readFileSync(path)
    let gzip = content.length
    if (compressible.test(entry.name) && content.length > 400) {
      const zipped = gzipSync(content, { level: 9 })
      gzip = zipped.length
      writeFileSync(`${path}.gz`, zipped)
      writeFileSync(
        `${path}.br`,
        brotliCompressSync(content, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
        }),
      )
    }
    files.push({ file: relative(dist, path), integrity: integrityOf(content), bytes: content.length, gzip })
  }
  return files.sort((a, b) => (a.file < b.file ? -1 : 1))
}
