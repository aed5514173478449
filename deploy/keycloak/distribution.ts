import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { VmesteError } from '@vmeste/sdk'
import { runTool } from './run-tool.ts'

/** The version that the contract suite is run against, and what its archive must be. */
export const version = '26.7.4'
const sha256 = '04823c336b797a7e18889a44262a7a64e6bf624cbbcc518c85e2622176ff2eee'
const archive = `keycloak-quarkus-dist-${version}.tar.gz`
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'vmeste')

/**
 * Keycloak's folder: fetched through Maven and unpacked at the first call, found at every later one.
 * @throws VmesteError `VMESTE_KEYCLOAK_FETCH`
 */
export async function distribution(): Promise<string> {
  const home = join(cache, `keycloak-${version}`)
  if (
    await access(home).then(
      () => true,
      () => false,
    )
  )
    return home
  await mkdir(cache, { recursive: true })
  const half = await mkdtemp(`${home}-`)
  try {
    await runTool(
      'mvn',
      [
        '-B',
        '-q',
        'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy',
        `-Dartifact=org.keycloak:keycloak-quarkus-dist:${version}:tar.gz`,
        `-DoutputDirectory=${half}`,
      ],
      600_000,
    )
    const found = await digestOf(join(half, archive))
    if (found !== sha256)
      throw new VmesteError(
        'VMESTE_KEYCLOAK_FETCH',
        `${archive} has the SHA-256 ${found}, not ${sha256}: it is not what was published`,
      )
    await runTool('tar', ['-xzf', join(half, archive), '-C', half], 120_000)
    // another start may have been quicker
    await rename(join(half, `keycloak-${version}`), home).catch(() => undefined)
    return home
  } finally {
    await rm(half, { recursive: true, force: true })
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
