import { once } from 'node:events'
import { createServer } from 'node:net'
import { VmesteError } from '@vmeste/sdk'

const isTaken = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'

/** What an attempt to listen came to, in words that say what to do. */
export const listenFault = (cause: unknown, port: number): unknown => (isTaken(cause)
  ? new VmesteError('VMESTE_PORT_IN_USE', `Port ${port} is taken by another program. Stop it, or start with another: PORT=3001 npm start`, { cause })
  : cause)

/**
 * Tries a port and lets go of it: nobody should wait a minute for the demonstration to be told, to read then that the port is taken.
 * @throws VmesteError `VMESTE_PORT_IN_USE`
 */
export async function requireFreePort(port: number): Promise<void> {
  const probe = createServer().listen(port)
  try { await once(probe, 'listening') } catch (cause) { throw listenFault(cause, port) }
  probe.close()
  await once(probe, 'close')
}
