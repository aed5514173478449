import type { Logger } from 'pino'
import type { DatabaseProbe, PartState } from './probe-database.ts'
import { hasRoom, probeFolder } from './probe-folder.ts'

export interface Ready {
  readonly ok: boolean
  readonly database: PartState
  readonly files: PartState
  readonly draining: boolean
}

export interface Readiness {
  /**
   * Whether this host can do its work now; asked as often as one likes, it looks every other second. `watched`: a
   * balancer asks.
   */
  check(watched?: boolean): Promise<Ready>
  /** Something has gone wrong that makes what was seen last worth nothing. */
  spoil(): void
  /** From now on it says that it is going; resolves when whoever sends requests here has had time to see it. */
  drain(): Promise<void>
  stop(): Promise<void>
}

export interface ReadinessOptions {
  readonly database: DatabaseProbe
  readonly filesFolder: string
  /** Where an embedded database lies. */
  readonly databaseFolder?: string | undefined
  readonly logger: Logger
  /** How long the disk is waited for. */
  readonly patienceMs: number
  /** How long a balancer is given to see that this host goes; nobody is waited for who has not asked. */
  readonly drainMs: number
}

const goodForMs = 2_000
const badForMs = 250
const signInEveryMs = 5_000
const askedWithinMs = 60_000

export function createReadiness({
  database,
  filesFolder,
  databaseFolder,
  logger,
  patienceMs,
  drainMs,
}: ReadinessOptions): Readiness {
  let last: Ready | undefined,
    lookedAt = 0,
    spoilt = false
  let signedIn: PartState = 'ok',
    signedInAt = -Infinity
  let looking: Promise<Ready> | undefined
  let draining = false,
    askedAt = -Infinity

  async function databaseState(): Promise<PartState> {
    const [written, room] = await Promise.all([
      database.write(),
      databaseFolder ? hasRoom(databaseFolder).catch(() => 'failing' as const) : ('ok' as const),
    ])
    if (written !== 'ok') return written
    if (room !== 'ok') return room
    if (signedIn !== 'ok' || performance.now() - signedInAt > signInEveryMs) {
      signedIn = await database.signIn()
      signedInAt = performance.now()
    }
    return signedIn
  }

  async function look(): Promise<Ready> {
    spoilt = false
    const [databaseIs, files] = await Promise.all([databaseState(), probeFolder(filesFolder, patienceMs)])
    const now: Ready = { ok: databaseIs === 'ok' && files === 'ok', database: databaseIs, files, draining: false }
    if (now.ok !== (last?.ok ?? true))
      logger.warn({ database: databaseIs, files }, now.ok ? 'the platform can work again' : 'the platform cannot work')
    last = now
    lookedAt = performance.now()
    return now
  }

  return {
    async check(watched = false) {
      if (watched) askedAt = performance.now()
      const age = performance.now() - lookedAt
      const fresh = last && age < (last.ok && !spoilt ? goodForMs : badForMs)
      const now = fresh
        ? last!
        : await (looking ??= look().finally(() => {
            looking = undefined
          }))
      return draining ? { ...now, ok: false, draining } : now
    },
    spoil() {
      spoilt = true
      signedInAt = -Infinity
    },
    async drain() {
      draining = true
      if (performance.now() - askedAt < askedWithinMs)
        await new Promise((resolve) => {
          setTimeout(resolve, drainMs)
        })
    },
    stop: () => database.end(),
  }
}
