import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.vmeste-installed')
/** Written into an offline archive beside its packages. */
const offlineMark = join(root, 'node_modules', '.vmeste-offline')

/**
 * Installs exactly what the lockfile says, unless the last installation was for the very same files or everything came
 * in an archive.
 */
export async function installDependencies() {
  if (cameAlong()) return
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return
  const from = Date.now()
  console.error('Installing dependencies: up to two minutes the first time, seconds after that …')
  // what the machine already has is enough more often than not, and needs no network
  const offline = await pnpm('--offline', ['install', '--offline', '--frozen-lockfile'], 120_000)
  if (offline.code !== 0) {
    // frozen as well: what a town runs is what was tried, and never what a registry has had since
    const online = await pnpm('--prefer-offline', ['install', '--prefer-offline', '--frozen-lockfile'], 900_000)
    if (online.code !== 0) throw new Error(`${lastLines(online.output)}\n\n${whyNot(online.output)}`)
  }
  writeFileSync(stamp, fingerprint())
  console.error(`Installed in ${((Date.now() - from) / 1000).toFixed(1)} s.`)
}

/**
 * Whether the packages came with the sources (`npm run pack:offline`): then nothing is installed, whatever there is of
 * npm and network. An archive for another kind of machine says so, instead of failing somewhere inside.
 */
function cameAlong() {
  if (!existsSync(offlineMark)) return false
  const { platform, arch } = JSON.parse(readFileSync(offlineMark, 'utf8'))
  if (platform === process.platform && arch === process.arch) return true
  throw new Error(
    `This archive is for ${platform}-${arch}, and this machine is ${process.platform}-${process.arch}. Take the archive made for it.`,
  )
}

function whyNot(output) {
  return output.includes('OUTDATED_LOCKFILE')
    ? 'A package.json asks for something that pnpm-lock.yaml does not have. Where you changed it, write the lockfile anew: npx pnpm install. Where you did not, get the files as they were published: git checkout .'
    : 'The dependencies could not be installed. Is the npm registry within reach? Where there is none, take the archive that `npm run pack:offline` makes.'
}

/** What an installation depends on: the machine, the lockfile and every package of the workspace. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${root}`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...packages()])
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function packages() {
  const nested = ['core', 'modules'].flatMap((folder) => list(folder).map((name) => `${folder}/${name}`))
  return [...nested, 'web', 'demo', 'bench']
    .map((folder) => `${folder}/package.json`)
    .filter((file) => existsSync(join(root, file)))
    .sort()
}

function list(folder) {
  return existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []
}

/** pnpm in the version the workspace names, by the npx that came with Node: nothing else need be on the machine. */
function pnpm(npxMode, args, milliseconds) {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return new Promise((resolve) => {
    const child = spawn('npx', [npxMode, '-y', packageManager, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      detached: process.platform !== 'win32',
      // without a network npm would go on trying for minutes
      env: {
        ...process.env,
        npm_config_fetch_retries: '2',
        npm_config_fetch_retry_mintimeout: '1000',
        npm_config_fetch_retry_maxtimeout: '5000',
        npm_config_update_notifier: 'false',
      },
    })
    let output = ''
    const take = (chunk) => {
      output += chunk
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    const kill = () => {
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid)
      } catch {
        /* it has ended */
      }
    }
    const patience = setTimeout(() => {
      take(`\nno end after ${milliseconds / 1000} s`)
      kill()
    }, milliseconds)
    const stop = () => {
      kill()
      process.exit(130)
    }
    process.once('SIGINT', stop).once('SIGTERM', stop)
    const done = (code) => {
      clearTimeout(patience)
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve({ code, output })
    }
    child
      .once('error', (error) => {
        take(error.message)
        done(1)
      })
      .once('close', (code) => done(code ?? 1))
  })
}

function lastLines(output) {
  return output.trim().split('\n').slice(-25).join('\n')
}
