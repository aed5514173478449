/** What opening a database takes beside its address and the secret. */
export interface Opening {
  /**
   * `VMESTE_DATA`, which belongs to one installation as the database does. Left out where files belong nowhere: tests.
   */
  readonly dataFolder?: string
  /**
   * A host makes the folder where it is not there yet. A command does not: it may run as somebody else than the host
   * will.
   */
  readonly makesFolder?: boolean
  /** Lines for whoever waits. Default: the standard error, for the standard output of a command is its answer. */
  readonly say?: (line: string) => void
  /** Ends the waiting for a database that is late. */
  readonly signal?: AbortSignal
  /** A restore goes on here, and nobody else may. */
  readonly restoring?: Restoring
  /** How long a database that is late is waited for. Default 60 s. */
  readonly patienceMs?: number
}

/** What a restore knows of the installation that it brings back. */
export interface Restoring {
  /** Its number. */
  readonly installation: string
  /** The database was this platform's before and is replaced: roles that are left of it get their passwords anew. */
  readonly takeOver: boolean
}
