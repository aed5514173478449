import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

const needed = [24, 18]

/** The Node that came from npm with the platform; elsewhere than on Linux the machine's own, when it is new enough. */
export function findNode() {
  const own = join(root, 'node_modules', '.bin', 'node')
  if (process.platform === 'linux' && existsSync(own)) return own
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return process.execPath
  throw new Error(
    `Vmeste needs Node ${needed.join('.')} or newer, this is ${process.version}. On Linux (x64, arm64) it comes by itself; here, install it from https://nodejs.org and start again.`,
  )
}
