import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { adminApi, type AdminApi } from '@vmeste/host/keycloak-identity'
import { VmesteError } from '@vmeste/sdk'
import { distribution } from './distribution.ts'

export interface RunningKeycloak {
  readonly url: string
  /** As its administrator. */
  readonly admin: AdminApi
  /** Who that is, for the console in the browser. */
  readonly administrator: { readonly username: string; readonly password: string }
  /** Ends it; nothing of it is left, in memory or on disk. */
  stop(): Promise<void>
}

export interface KeycloakStart {
  readonly port?: number
  /** Longest wait until it answers, milliseconds. The first start of all compiles for a while. */
  readonly deadline?: number
}

/** A quick start and little memory are worth more here than a quick thousandth request. */
const java =
  '-Xms128m -Xmx512m -XX:MaxMetaspaceSize=256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 -Djava.security.egd=file:/dev/urandom'

/**
 * A Keycloak in development mode, with its database in memory: for trying out and for tests.
 * @throws VmesteError `VMESTE_KEYCLOAK_FETCH`, `VMESTE_KEYCLOAK_START`
 */
export async function startKeycloak({ port, deadline = 240_000 }: KeycloakStart = {}): Promise<RunningKeycloak> {
  const home = await distribution()
  const url = `http://localhost:${port ?? (await freePort())}`
  const administrator = { username: 'admin', password: randomBytes(12).toString('base64url') }
  // its own process group: the launching script and Java end together
  const child = spawn(
    join(home, 'bin', 'kc.sh'),
    ['start-dev', '--db=dev-mem', '--cache=local', `--http-port=${new URL(url).port}`, `--hostname=${url}`],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        KC_BOOTSTRAP_ADMIN_USERNAME: administrator.username,
        KC_BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
        JAVA_OPTS: java,
      },
    },
  )
  const lastWords: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      lastWords.push(chunk.toString())
      lastWords.splice(0, lastWords.length - 30)
    })
  const kill = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-child.pid!, signal)
    } catch {
      /* it has ended */
    }
  }
  const atExit = (): void => {
    kill('SIGKILL')
  }
  process.once('exit', atExit)
  const stop = async (): Promise<void> => {
    await endOf(child, kill)
    process.off('exit', atExit)
  }
  try {
    await answering(url, child, deadline)
  } catch (cause) {
    await stop()
    throw new VmesteError(
      'VMESTE_KEYCLOAK_START',
      `Keycloak did not start (at most ${deadline / 1000} s are waited):\n${lastWords.join('').trim().split('\n').slice(-15).join('\n')}`,
      { cause },
    )
  }
  const admin = adminApi({
    url,
    realm: 'master',
    form: { grant_type: 'password', client_id: 'admin-cli', ...administrator },
    timeoutMs: 60_000,
  })
  return { url, admin, administrator, stop }
}

async function answering(url: string, child: ChildProcess, deadline: number): Promise<void> {
  const until = Date.now() + deadline
  while (
    !(await fetch(`${url}/realms/master`, { signal: AbortSignal.timeout(5_000) }).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('it has ended')
    if (Date.now() > until) throw new Error('it does not answer')
    await sleep(300)
  }
}

async function endOf(child: ChildProcess, kill: (signal: NodeJS.Signals) => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  kill('SIGTERM')
  const patience = setTimeout(() => {
    kill('SIGKILL')
  }, 15_000)
  await gone
  clearTimeout(patience)
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => {
        resolve(port)
      })
    })
  })
}
