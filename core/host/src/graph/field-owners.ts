import { parse } from 'graphql'
import type { Plugin } from '@vmeste/sdk'
import { expandEach } from './expand-each.ts'
import { roots } from '../plugins/field-guards.ts'

/** Which installed module brings a field or a type: tells a module that is off from a misspelt name. */
export class FieldOwners {
  readonly #owners = new Map<string, string>()

  constructor(plugins: readonly Plugin[]) {
    for (const plugin of plugins) {
      const own = parse(plugin.graph?.typeDefs.trim() || 'scalar _Nothing', { noLocation: true })
      for (const definition of expandEach(own, plugin, plugins).document.definitions) {
        if (!('name' in definition) || !definition.name) continue
        if (!('fields' in definition)) {
          this.#owners.set(definition.name.value, plugin.id)
          continue
        }
        if (!definition.kind.endsWith('Extension') && !roots.has(definition.name.value))
          this.#owners.set(definition.name.value, plugin.id)
        for (const field of definition.fields ?? [])
          this.#owners.set(`${definition.name.value}.${field.name.value}`, plugin.id)
      }
    }
  }

  /** The module a validation error is about, when it is one that is merely off. */
  offModule(message: string, enabled: ReadonlySet<string>): string | undefined {
    const field = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message)
    const type = /^Unknown type "(\w+)"/.exec(message)
    const owner = field ? this.#owners.get(`${field[2]}.${field[1]}`) : type ? this.#owners.get(type[1]!) : undefined
    return owner !== undefined && !enabled.has(owner) ? owner : undefined
  }
}
