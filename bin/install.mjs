import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.vmeste-installed')

/** Installs what package.json asks for, unless the last installation was for the very same files. */
export async function installDependencies() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return
  const from = Date.now()
  console.error('Installing dependencies: up to two minutes the first time, seconds after that …')
  // what the machine already has is enough more often than not, and needs no network
  const offline = await pnpm('--offline', ['install', '--offline', '--frozen-lockfile'], 120_000)
  if (offline.code !== 0) {
    const online = await pnpm('--prefer-offline', ['install', '--prefer-offline'], 900_000)
    if (online.code !== 0) throw new Error(`${lastLines(online.output)}\n\nThe dependencies could not be installed. Is the npm registry within reach?`)
  }
  // afterwards, because the installation may have written a new dependency into the lockfile
  writeFileSync(stamp, fingerprint())
  console.error(`Installed in ${((Date.now() - from) / 1000).toFixed(1)} s.`)
}

/** What an installation depends on: the machine, the lockfile and every package of the workspace. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${root}`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...packages()]) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function packages() {
  const nested = ['core', 'modules'].flatMap((folder) => list(folder).map((name) => `${folder}/${name}`))
  return [...nested, 'web', 'demo', 'bench'].map((folder) => `${folder}/package.json`).filter((file) => existsSync(join(root, file))).sort()
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
      env: { ...process.env, npm_config_fetch_retries: '2', npm_config_fetch_retry_mintimeout: '1000', npm_config_fetch_retry_maxtimeout: '5000', npm_config_update_notifier: 'false' },
    })
    let output = ''
    const take = (chunk) => { output += chunk }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    const kill = () => { try { process.kill(process.platform === 'win32' ? child.pid : -child.pid) } catch { /* it has ended */ } }
    const patience = setTimeout(() => { take(`\nno end after ${milliseconds / 1000} s`); kill() }, milliseconds)
    const stop = () => { kill(); process.exit(130) }
    process.once('SIGINT', stop).once('SIGTERM', stop)
    const done = (code) => {
      clearTimeout(patience)
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve({ code, output })
    }
    child.once('error', (error) => { take(error.message); done(1) }).once('close', (code) => done(code ?? 1))
  })
}

function lastLines(output) {
  return output.trim().split('\n').slice(-25).join('\n')
}
