import type { Capability, Plugin } from '@vmeste/sdk'
import type { RestingModule } from './resting-module.ts'

/** A capability together with the module that provides it. */
export interface Provided {
  readonly plugin: Plugin
  readonly capability: Capability
}

/** Everything that is installed: the always-on units first, then modules in the order of `plugins.config.json`. */
export class PluginRegistry {
  #always: readonly Plugin[]
  readonly installed: ReadonlyMap<string, Plugin>
  /** Modules that failed on their way in: none of their code is at work anywhere until the next start. */
  readonly resting: ReadonlyMap<string, RestingModule>

  constructor(always: readonly Plugin[], modules: readonly Plugin[], resting: readonly RestingModule[] = []) {
    this.#always = always
    this.installed = new Map(modules.map((plugin) => [plugin.id, plugin]))
    this.resting = new Map(resting.filter(({ id }) => !this.installed.has(id)).map((each) => [each.id, each]))
  }

  /** `core` and `civic`: part of every city. */
  get always(): readonly Plugin[] {
    return this.#always
  }

  /**
   * Puts the plugin that works in the place of the one that only said what it is: the host's own part of the graph needs
   * parts of the host that need this registry.
   */
  complete(plugin: Plugin): void {
    this.#always = this.#always.map((each) => (each.id === plugin.id ? plugin : each))
  }

  get all(): readonly Plugin[] {
    return [...this.always, ...this.installed.values()]
  }

  find(id: string): Plugin | undefined {
    return this.all.find((plugin) => plugin.id === id)
  }

  /** The plugins at work where this set of modules is on. */
  activeIn(enabled: ReadonlySet<string>): Plugin[] {
    return [...this.always, ...[...this.installed.values()].filter((plugin) => enabled.has(plugin.id))]
  }

  capabilities(name: string, enabled: ReadonlySet<string>): Provided[] {
    return this.activeIn(enabled).flatMap((plugin) =>
      (plugin.provides ?? [])
        .filter((capability) => capability.name === name)
        .map((capability) => ({ plugin, capability })),
    )
  }
}
