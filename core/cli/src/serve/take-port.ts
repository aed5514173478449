import { openEarly } from '@vmeste/host'
import type { Server } from 'node:http'
import { VmesteError } from '@vmeste/sdk'

const codeOf = (cause: unknown): unknown => (cause instanceof Error && 'code' in cause ? cause.code : undefined)

/**
 * Takes the port before anything else: nobody should wait a minute to read then that it is taken, and a second host
 * that was started by mistake must not have migrated the database by then.
 *
 * @throws VmesteError `VMESTE_PORT_IN_USE`, `VMESTE_PORT_DENIED`
 */
export async function takePort(port: number): Promise<Server> {
  try {
    return await openEarly(port)
  } catch (cause) {
    throw listenFault(cause, port)
  }
}

function listenFault(cause: unknown, port: number): unknown {
  if (codeOf(cause) === 'EADDRINUSE')
    return new VmesteError(
      'VMESTE_PORT_IN_USE',
      `Port ${port} is taken by another program. Stop it, or start with another: PORT=3001 npm start`,
      { cause },
    )
  if (codeOf(cause) === 'EACCES')
    return new VmesteError(
      'VMESTE_PORT_DENIED',
      `This account may not listen on port ${port}. Take one above 1023 and let the proxy lead to it: PORT=3000`,
      { cause },
    )
  return cause
}
