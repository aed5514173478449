import type { IdentityPort } from '@vmeste/host/identity'

/**
 * Hosts beside the provider. Each holds a connection, to hear of sign-outs; no check needs more than two at once beside
 * one of its group.
 */
export function fewHosts(): { add(host: IdentityPort): Promise<void>; stop(): Promise<void> } {
  const hosts: IdentityPort[] = []
  return {
    async add(host) {
      hosts.push(host)
      if (hosts.length > 3) await hosts.shift()?.stop()
    },
    async stop() {
      for (const host of hosts.splice(0)) await host.stop()
    },
  }
}
