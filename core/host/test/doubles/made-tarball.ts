import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'

interface Entry {
  readonly name: string
  readonly content?: string | Buffer
  readonly type?: 'file' | 'directory' | 'symlink' | 'link' | 'fifo' | 'character-device'
  readonly linkname?: string
}

/** A package as somebody with bad intentions may make it. */
export async function testTarball(entries: readonly Entry[]): Promise<Buffer> {
  const tar = pack()
  const whole = buffer(tar)
  for (const { content = '', ...header } of entries) tar.entry(header, Buffer.from(content))
  tar.finalize()
  return gzipSync(await whole)
}
