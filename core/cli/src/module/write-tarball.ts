import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'

/** The same files give the same bytes, whoever packs them, when and where: no clock, no owner, no name of a system. */
export async function writeTarball(files: ReadonlyMap<string, Uint8Array>): Promise<Buffer> {
  const tar = pack()
  const whole = buffer(tar)
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    tar.entry(
      {
        name: `package/${path}`,
        size: content.length,
        mode: 0o644,
        mtime: new Date(0),
        uid: 0,
        gid: 0,
        uname: '',
        gname: '',
      },
      Buffer.from(content),
    )
  }
  tar.finalize()
  const packed = gzipSync(await whole, { level: 9 })
  // byte 9 of gzip names the system it was made on: 255 is "unknown"
  packed[9] = 255
  return packed
}
