import pg from 'pg'
import { asPlatformFault } from './outage-of.ts'

type Connected = (error: Error | null, client?: pg.Client) => void

/** PostgreSQL's client that says of every error of its connection that it is one. */
export class DatabaseClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    // a transaction that a module left open is ended by the server, which is no outage
    this.on('error', (error: Error & { code?: string }) => {
      if (error.code !== '25P03') asPlatformFault(error)
    })
  }

  override connect(): Promise<pg.Client>
  override connect(callback: ((error: Error) => void) | ((error: null, client: pg.Client) => void)): void
  override connect(
    callback?: ((error: Error) => void) | ((error: null, client: pg.Client) => void),
  ): Promise<pg.Client> | void {
    if (!callback)
      return super.connect().catch((error: unknown) => {
        asPlatformFault(error)
        throw error
      })
    const tell = callback as Connected
    const marking: Connected = (error, client) => {
      asPlatformFault(error)
      tell(error, client)
    }
    super.connect(marking)
  }
}
