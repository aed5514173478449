/** Licences under which anybody may use, change and pass on; what is not here is refused until somebody has read it. */
const free = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Bitstream-Vera',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/**
 * What a package says of itself in words that no list knows, read once by a person; by name, so that a new one is not
 * waved through.
 */
const read: Readonly<Record<string, string>> = {
  // DejaVu's own changes are in the public domain, the fonts they were made to are Bitstream's
  'dejavu-fonts-ttf': 'Bitstream-Vera',
  // the file LICENSE is MIT's
  'png-js': 'MIT',
  // libheif with libde265, both under the LGPL 3 or later, as WebAssembly in a file that can be replaced
  'libheif-js': 'LGPL-3.0-or-later',
}

/**
 * The licence of a package as an SPDX expression.
 *
 * @param said `license` or the older `licenses` of its package.json
 * @throws Error when it says none, or one that is not known to be free
 */
export function requireFree(name: string, said: unknown): string {
  const expression = (read[name] ?? textOf(said))?.replace(/^\((.*)\)$/, '$1')
  if (!expression)
    throw new Error(`${name} names no licence: read its files, then write it into deploy/papers/notice/licences.ts`)
  const isFree = expression.split(' OR ').some((each) =>
    each
      .replaceAll(/[()]/g, '')
      .split(' AND ')
      .every((one) => free.has(one)),
  )
  if (!isFree)
    throw new Error(
      `${name} has the licence ${expression}, which is not known to be free: take another package, or read it and write it ` +
        'into deploy/papers/notice/licences.ts',
    )
  return expression
}

/** `MIT`, `{ type: 'MIT' }` or `[{ type: 'MIT' }, …]`: the older two are still about. */
function textOf(said: unknown): string | undefined {
  if (typeof said === 'string') return said
  if (Array.isArray(said)) return said.map(textOf).join(' OR ') || undefined
  return typeof said === 'object' && said !== null && 'type' in said && typeof said.type === 'string'
    ? said.type
    : undefined
}
