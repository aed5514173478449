import { shallowReactive } from 'vue'

export interface ToastMessage {
  readonly id: number
  readonly text: string
  readonly undo?: () => void
}

/** Shown by the shell; in the browser only, so one list for the page is enough. */
export const toasts = shallowReactive<ToastMessage[]>([])
let last = 0

export const dismissToast = (id: number): void => {
  const at = toasts.findIndex((toast) => toast.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

/**
 * Says that something happened, and offers to take it back for as long as it stands.
 *
 * @param options.seconds how long it stands; 6, or 10 where it can be undone
 */
export function showToast(text: string, options: { undo?: () => void; seconds?: number } = {}): void {
  const id = ++last
  // said again it is the newest that is meant, and can be taken back
  for (const same of toasts.filter((toast) => toast.text === text)) dismissToast(same.id)
  toasts.push({
    id,
    text,
    undo:
      options.undo &&
      (() => {
        dismissToast(id)
        options.undo?.()
      }),
  })
  setTimeout(
    () => {
      dismissToast(id)
    },
    (options.seconds ?? (options.undo ? 10 : 6)) * 1000,
  )
}
