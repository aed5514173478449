import { Counter, Gauge, type Registry } from 'prom-client'
import type { ModuleHealth } from '../../health/module-health.ts'
import type { PluginRegistry } from '../../plugins/plugin-registry.ts'
import { Unasked, type CheckState } from '../status/facts/check.ts'
import { lastBackup } from '../status/checks/of-backup.ts'
import type { Status } from '../status/create-status.ts'
import type { ModuleHeap } from './module-heap.ts'
import type { Storage } from '../../storage/open-storage.ts'

export interface GaugeParts {
  readonly registry: Registry
  readonly storage: Storage
  readonly health: ModuleHealth
  readonly plugins: PluginRegistry
  readonly status: Pick<Status, 'look' | 'watch'>
  readonly heap: Pick<ModuleHeap, 'read'>
}

const levels: Readonly<Record<CheckState, number>> = { ok: 0, warn: 1, fail: 2 }
/** A reading that nobody could take is no zero. */
const unknown = Number.NaN
/** Prometheus asks often, the database need not be. */
const noOlderMs = 30_000

/**
 * Everything beside requests, read when somebody asks for it. Labels are units and modules of this installation and
 * names of checks: few.
 */
export function gauges({ registry, storage, health, plugins, status, heap }: GaugeParts): () => Promise<void> {
  const registers = [registry]
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `vmeste_${name}`, help, labelNames, registers })
  const check = gauge('check_state', 'A line of the state: 0 well, 1 worth a look, 2 red', 'check')
  const lag = gauge('outbox_lag_seconds', 'How long the oldest event waits that is due')
  const dead = gauge('deliveries_dead', 'Deliveries that nobody tries any more')
  const queued = gauge('mail_queued', 'Letters that wait')
  const sent = new Counter({ name: 'vmeste_mail_sent_total', help: 'Letters that this host let out', registers })
  const failed = new Counter({
    name: 'vmeste_mail_failed_total',
    help: 'Letters that this host could not let out',
    registers,
  })
  const used = gauge('pool_used', 'Connections of a unit that are at work', 'unit')
  const open = gauge('pool_open', 'Connections of a unit that stand', 'unit')
  const waiting = gauge('pool_waiting', 'Who waits for a connection of a unit', 'unit')
  const bound = gauge('pool_bound', 'Connections that a unit may have', 'unit')
  const connections = gauge('database_connections', 'Connections to the database, of everybody')
  const connectionsBound = gauge('database_connections_bound', 'Connections that the database takes')
  const databaseBytes = gauge('database_bytes', 'Size of the database')
  const diskUsed = gauge('disk_used_ratio', 'How full the disk of the data folder is, 0 to 1')
  const backupAge = gauge('backup_age_seconds', 'Age of the last backup')
  const module = gauge(
    'module_health',
    'How a module is on this host: 0 well, 1 degraded, 2 unhealthy or resting',
    'module',
  )
  const calls = new Counter({
    name: 'vmeste_module_calls_total',
    help: 'Calls into a module by how they ended',
    labelNames: ['module', 'outcome'] as const,
    registers,
  })
  const heapBytes = gauge(
    'module_heap_bytes',
    'Memory that lives, by the module whose code asked for it; a sample since the first reading',
    'module',
  )
  const info = gauge('info', 'Version of the platform', 'version')

  return async () => {
    for (const unit of storage.units) {
      const pool = storage.pool(unit)
      used.set({ unit }, pool.totalCount - pool.idleCount)
      open.set({ unit }, pool.totalCount)
      waiting.set({ unit }, pool.waitingCount)
      bound.set({ unit }, pool.options.max)
    }
    refill(sent, [[{}, status.watch.sent]])
    refill(failed, [[{}, status.watch.failed]])
    refill(
      calls,
      [...health.calls].flatMap(
        ([id, { well, failed: ill }]) =>
          [
            [{ module: id, outcome: 'well' }, well],
            [{ module: id, outcome: 'failed' }, ill],
          ] as const,
      ),
    )
    for (const id of plugins.installed.keys())
      module.set(
        { module: id },
        Math.max(
          0,
          ...health
            .ailing()
            .filter((each) => each.module === id)
            .map(({ state }) => (state === 'UNHEALTHY' ? 2 : 1)),
        ),
      )
    for (const id of plugins.resting.keys()) module.set({ module: id }, 2)
    for (const [id, bytes] of await heap.read()) heapBytes.set({ module: id }, bytes)

    const { facts, checks } = await status.look(noOlderMs)
    for (const { id, state } of checks) check.set({ check: id }, levels[state])
    info.set({ version: facts.version }, 1)
    const { deliveries, mail, connections: held, database, disk, backup, at } = facts
    lag.set(deliveries instanceof Unasked ? unknown : deliveries.lagMs / 1000)
    dead.set(deliveries instanceof Unasked ? unknown : deliveries.dead)
    queued.set(mail instanceof Unasked ? unknown : mail.waiting)
    connections.set(held instanceof Unasked ? unknown : held.used)
    connectionsBound.set(held instanceof Unasked ? unknown : held.bound)
    databaseBytes.set(database instanceof Unasked ? unknown : database.bytes)
    diskUsed.set(disk instanceof Unasked ? unknown : disk.usedBytes / Math.max(disk.usedBytes + disk.freeBytes, 1))
    const made = backup instanceof Unasked ? null : lastBackup(backup)
    backupAge.set(made ? (at.getTime() - made.getTime()) / 1000 : unknown)
  }
}

/** What is counted elsewhere, told as a counter. */
function refill<Label extends string>(
  counter: Counter<Label>,
  values: readonly (readonly [Partial<Record<Label, string>>, number])[],
): void {
  counter.reset()
  for (const [labels, value] of values) counter.inc(labels, value)
}
