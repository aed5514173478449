import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { hostFlags } from './host-flags.mjs'
import { root } from './install.mjs'

const patience = 40_000

/**
 * Runs a script to its end and gives its exit code. However this process is told to stop, the script is told once,
 * and nothing is left behind: npm and the shell between do not reliably pass signals on.
 */
export function supervise(node, args) {
  // a listener of ours keeps this process's own debugger shut, for the machine's Node may be too old to know the flag
  process.on('SIGUSR1', () => undefined)
  const child = spawn(node, [...hostFlags, '--import', join(root, 'bin', 'leash.mjs'), ...args], {
    // its own group: Ctrl+C in a terminal would otherwise reach it beside us, twice
    detached: process.platform !== 'win32',
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      VMESTE_LAUNCHER: String(process.pid),
      // the second start finds the sources compiled
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'node'),
    },
  })
  let stopping
  const stop = (signal) => {
    if (stopping) return
    child.kill(signal)
    stopping = setTimeout(() => child.kill('SIGKILL'), patience)
  }
  process
    .on('SIGINT', () => stop('SIGINT'))
    .on('SIGTERM', () => stop('SIGTERM'))
    .on('SIGHUP', () => stop('SIGTERM'))
  const watch = watchParent(() => stop('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code, signal) => {
      clearTimeout(stopping)
      clearInterval(watch)
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}

/**
 * npm that is killed leaves us to init: then the work is over. (Its shell is no longer between: the scripts say
 * `exec`.)
 */
function watchParent(gone) {
  if (!process.env.npm_lifecycle_event) return undefined
  const parent = process.ppid
  return setInterval(() => {
    if (process.ppid !== parent) gone()
  }, 300)
}
