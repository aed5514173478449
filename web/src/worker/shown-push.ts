/** What a push becomes on the screen, and where it leads. */
export interface ShownPush {
  readonly title: string
  readonly options: { readonly body: string; readonly tag: string; readonly data: { readonly url: string } }
}

const text = (value: unknown, most: number): string => (typeof value === 'string' ? value.slice(0, most) : '')

/**
 * A browser must show something for every push, so what cannot be read leads to the portal. It leads nowhere but into
 * the portal.
 */
export function shownPush(raw: string | undefined, origin: string): ShownPush {
  let read: Record<string, unknown> = {}
  try {
    read = (JSON.parse(raw ?? '') ?? {}) as Record<string, unknown>
  } catch {
    // something is shown all the same
  }
  const url = URL.parse(text(read['url'], 500), origin)
  return {
    title: text(read['title'], 120) || 'Вместе',
    options: {
      body: text(read['body'], 200),
      tag: text(read['tag'], 100) || 'vmeste',
      data: { url: url?.origin === origin ? url.href : `${origin}/` },
    },
  }
}
