/** An event on its way into the outbox. */
export interface LeavingEvent {
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly data: unknown
  readonly at: Date
}

/** A line of the audit. */
export interface LeavingLine {
  readonly action: string
  readonly subject: string
  readonly detail: unknown
  readonly at: Date
}

/** What leaves with a commit. */
export interface Leaving {
  readonly events?: readonly LeavingEvent[]
  readonly audits?: readonly LeavingLine[]
  /** Who acts: a person's key, `guest`, or `system:<name>`. */
  readonly by: string
}

/** The statement that hands events to the outbox and lines to the audit, in the transaction that they belong to. */
export const flushOutbox = ({ events = [], audits = [], by }: Leaving): { text: string; values: string[] } => ({
  text: 'select core.flush($1::jsonb, $2::jsonb, $3)',
  values: [
    JSON.stringify(events.map(({ at, ...event }) => ({ ...event, occurred_at: at }))),
    JSON.stringify(audits),
    by,
  ],
})
