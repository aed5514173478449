import type pg from 'pg'
import type { Duplex } from 'node:stream'

/** Of one statement's answer. Rows in memory are several times as large as on the wire. */
export const largestAnswer = 4 * 1024 * 1024

/** What `pg` keeps open for its own pool; its types do not name it. */
interface Wire {
  readonly connection: { readonly stream: Duplex; on(event: 'readyForQuery', listener: () => void): unknown }
}

/**
 * Counts what the server sends for a statement while it is read: after the last row it would be in memory already.
 * A connection that brings more is broken off in the middle, which ends the statement in the server too.
 */
export class AnswerMeter {
  /** Whether this connection was broken off. */
  exceeded = false
  /** Only what a module reads is measured: the host itself reads through cursors. */
  armed = false
  #read = 0

  constructor(client: pg.PoolClient) {
    const { connection } = client as unknown as Wire
    // before the driver's own listener, and once the connection is made: under TLS this is the stream within
    connection.stream.prependListener('data', (chunk: Buffer) => {
      this.#read += chunk.length
      if (!this.armed || this.exceeded || this.#read <= largestAnswer) return
      this.exceeded = true
      connection.stream.destroy(new Error('the answer is too large'))
    })
    connection.on('readyForQuery', () => {
      this.#read = 0
    })
  }
}
