/** One act of a citizen that waits for a network: everything needed to finish it without the page that began it. */
export interface Queued {
  /** The submission key inside the variables: sent twice, it is done once. */
  readonly key: string
  readonly city: string
  readonly lang: string
  readonly device: string
  readonly operation: { readonly id: string; readonly name: string }
  readonly variables: unknown
  /** Photos that had not arrived yet. */
  readonly files: readonly { readonly id: string; readonly blob: Blob }[]
  /** What the list of waiting things calls it. */
  readonly title: string
  readonly at: number
  /** Begun by somebody signed in: only a page can send it, since the worker has no token. */
  readonly signedIn: boolean
  readonly state: 'waiting' | 'sent' | 'refused'
  readonly problem?: { readonly code: string; readonly message: string }
  /** The server's answer once it is sent: the number and the link of the case. */
  readonly data?: unknown
}

/** Where they wait; IndexedDB in a browser. */
export interface QueueStore {
  readonly all: () => Promise<Queued[]>
  readonly put: (item: Queued) => Promise<void>
  readonly remove: (key: string) => Promise<void>
}
