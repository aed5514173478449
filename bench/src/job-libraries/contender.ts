import type pg from 'pg'

export interface Job {
  readonly id: number
  readonly lane: string
}

export interface Running {
  /** Adds jobs inside the caller's open transaction. */
  enqueue(client: pg.ClientBase, jobs: readonly Job[]): Promise<void>
  stop(): Promise<void>
}

/** One job library in one configuration, as the platform would run it. */
export interface Contender {
  readonly name: string
  /** Run as the owner of the database; afterwards `hostRole`, which owns nothing, must be able to work. */
  install(ownerUrl: string, hostRole: string): Promise<void>
  start(hostUrl: string, concurrency: number, handle: (job: Job) => Promise<void>): Promise<Running>
}
