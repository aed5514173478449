import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { root } from './install.mjs'

const patience = 40_000

/**
 * Runs a script to its end and gives its exit code. However this process is told to stop, the script is told once,
 * and nothing is left behind: npm and the shell between do not reliably pass signals on.
 */
export function supervise(node, args) {
  const child = spawn(node, ['--import', join(root, 'bin', 'leash.mjs'), ...args], {
    // its own group: Ctrl+C in a terminal would otherwise reach it beside us, twice
    detached: process.platform !== 'win32',
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // the second start finds the sources compiled
    env: { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'node') },
  })
  let stopping
  const stop = (signal) => {
    if (stopping) return
    child.kill(signal)
    stopping = setTimeout(() => child.kill('SIGKILL'), patience)
  }
  process.on('SIGINT', () => stop('SIGINT')).on('SIGTERM', () => stop('SIGTERM')).on('SIGHUP', () => stop('SIGTERM'))
  const watch = watchParents(() => stop('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code, signal) => {
      clearTimeout(stopping)
      clearInterval(watch)
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}

/** npm that is killed leaves us to its shell or to init: then the work is over. */
function watchParents(gone) {
  if (!process.env.npm_lifecycle_event) return undefined
  const parents = () => `${process.ppid} ${parentOfShell(process.ppid)}`
  const first = parents()
  return setInterval(() => { if (parents() !== first) gone() }, 300)
}

function parentOfShell(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
    return /^(ba|da|a|z|k)?sh$/.test(name) ? stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] : ''
  } catch {
    return ''
  }
}
