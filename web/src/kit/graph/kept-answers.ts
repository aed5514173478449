/**
 * What a page of staff has shown in this tab, for when it is loaded anew without a network. It goes with the tab, and
 * with whoever signs out; nothing of it is ever sent.
 */
const prefix = 'vmeste.seen.'
/** Characters of one answer; a larger one is not kept. */
const most = 300_000

export function keepAnswer(name: string, data: unknown): void {
  try {
    const text = JSON.stringify(data)
    if (text.length <= most) sessionStorage.setItem(prefix + name, text)
  } catch {
    // a full store or private mode: the page works, it is just not kept
    dropKept()
  }
}

export function keptAnswer(name: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(prefix + name) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** Whoever was here has gone. */
export function dropKept(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
  } catch {
    /* private mode */
  }
}
