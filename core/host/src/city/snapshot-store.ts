import type pg from 'pg'
import type { Logger } from 'pino'
import { z } from '@vmeste/sdk'
import { describeError } from '../log/describe-error.ts'
import { lineOf, Listener } from '../storage/listen/listener.ts'
import { readNews } from '../storage/listen/read-news.ts'
import type { PluginRegistry } from '../plugins/plugin-registry.ts'
import { makeSnapshot, type CitySnapshot } from './city-snapshot.ts'
import { readCities, readRevisions } from './read-cities.ts'

export interface SnapshotChange {
  readonly city: number
  readonly before: CitySnapshot | undefined
  readonly after: CitySnapshot
  /** Modules that came and went: what listeners act on. */
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

const channel = 'vmeste_city'
const pollMs = 3_000
const cityId = z.int32().positive()

/**
 * Holds the current snapshot of every city. NOTIFY brings changes of other hosts within milliseconds, the poll is the
 * safety net when a notification is lost, and `atLeast` serves whoever has already seen a newer revision.
 */
export class SnapshotStore {
  readonly #pool: pg.Pool
  readonly #registry: PluginRegistry
  readonly #logger: Logger
  readonly #leaving: boolean
  readonly #byId = new Map<number, CitySnapshot>()
  readonly #slugs = new Map<string, number>()
  readonly #hosts = new Map<string, number>()
  readonly #listeners = new Set<(change: SnapshotChange) => void>()
  readonly #mourners = new Set<(city: number) => void>()
  readonly #listener: Listener
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  /** @param leaving those too that no host may serve: for a command that works on them */
  constructor(pool: pg.Pool, registry: PluginRegistry, logger: Logger, leaving = false) {
    this.#leaving = leaving
    this.#pool = pool
    this.#registry = registry
    this.#logger = logger
    this.#listener = new Listener({
      channel,
      open: () => lineOf(pool),
      heard: (payload) => {
        this.#heard(payload)
      },
      again: () => this.#poll(),
      logger,
    })
  }

  async start(): Promise<void> {
    await this.#reload()
    await this.#listener.start()
    this.#schedulePoll()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#listener.stop()
  }

  all(): CitySnapshot[] {
    return [...this.#byId.values()]
  }
  get(id: number): CitySnapshot | undefined {
    return this.#byId.get(id)
  }
  bySlug(slug: string): CitySnapshot | undefined {
    return this.get(this.#slugs.get(slug) ?? -1)
  }
  byHost(host: string): CitySnapshot | undefined {
    return this.get(this.#hosts.get(host) ?? -1)
  }

  /** The city's snapshot, not older than a revision somebody has already seen: reading one's own write. */
  async atLeast(slug: string, revision: number): Promise<CitySnapshot | undefined> {
    const held = this.bySlug(slug)
    if (!held || held.revision >= revision) return held
    await this.refresh(held.city.id)
    return this.bySlug(slug)
  }

  /** Reads one city again, a new one too; one that is not there any more is let go of. */
  async refresh(id: number): Promise<void> {
    const found = await readCities(this.#pool, id, this.#leaving)
    for (const rows of found) this.#put(rows)
    if (found.length === 0) this.#drop(id)
  }

  onChange(listener: (change: SnapshotChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls for every city that is taken away: whatever is open in it must end. */
  onGone(listener: (city: number) => void): () => void {
    this.#mourners.add(listener)
    return () => this.#mourners.delete(listener)
  }

  #drop(id: number): void {
    const held = this.#byId.get(id)
    if (!held) return
    this.#byId.delete(id)
    this.#slugs.delete(held.city.slug)
    for (const [host, city] of this.#hosts) if (city === id) this.#hosts.delete(host)
    for (const listener of this.#mourners) listener(id)
  }

  async #reload(): Promise<void> {
    for (const rows of await readCities(this.#pool, undefined, this.#leaving)) this.#put(rows)
  }

  #put(rows: Parameters<typeof makeSnapshot>[0]): void {
    const before = this.#byId.get(rows.city.id)
    if (before && before.revision >= rows.city.revision) return
    const after = makeSnapshot(rows, this.#registry)
    this.#byId.set(rows.city.id, after)
    this.#slugs.set(after.city.slug, after.city.id)
    if (rows.city.host) this.#hosts.set(rows.city.host, after.city.id)
    const change: SnapshotChange = {
      city: after.city.id,
      before,
      after,
      added: [...after.enabled].filter((module) => !before?.enabled.has(module)),
      removed: [...(before?.enabled ?? [])].filter((module) => !after.enabled.has(module)),
    }
    for (const listener of this.#listeners) listener(change)
  }

  #heard(payload: string | undefined): void {
    const city = readNews(payload, cityId)
    if (city === undefined) return this.#logger.warn({ channel }, 'rubbish on a channel between hosts is left alone')
    void this.refresh(city).catch((error: unknown) =>
      this.#logger.warn({ error: describeError(error) }, 'city refresh failed; the poll will catch up'),
    )
  }

  #schedulePoll(): void {
    if (this.#stopped) return
    this.#timer = setTimeout(() => void this.#poll().finally(() => this.#schedulePoll()), pollMs)
    this.#timer.unref()
  }

  async #poll(): Promise<void> {
    try {
      const revisions = await readRevisions(this.#pool, this.#leaving)
      for (const [id, revision] of revisions) {
        if ((this.#byId.get(id)?.revision ?? 0) < revision) await this.refresh(id)
      }
      // asked for once more: it may have been made between the question and now
      for (const id of this.#byId.keys()) if (!revisions.has(id)) await this.refresh(id)
    } catch (error) {
      if (!this.#stopped) this.#logger.warn({ error: describeError(error) }, 'city poll failed')
    }
  }
}
