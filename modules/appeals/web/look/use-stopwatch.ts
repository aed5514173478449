import { onMounted, onUnmounted } from 'vue'

/** The graph takes no longer look. */
const longest = 600

/** Seconds of looking since `start`; a page in the background is not looked at. */
export function useStopwatch(): { readonly start: () => void; readonly seconds: () => number } {
  let since: number | undefined
  let before = 0
  const now = (): number => performance.now() / 1000
  const pause = (): void => {
    if (since !== undefined) before += now() - since
    since = undefined
  }
  const turn = (): void => {
    if (document.visibilityState === 'hidden') pause()
    else since ??= now()
  }
  onMounted(() => {
    document.addEventListener('visibilitychange', turn)
  })
  onUnmounted(() => {
    document.removeEventListener('visibilitychange', turn)
  })
  return {
    start: () => {
      before = 0
      since = now()
    },
    seconds: () => Math.min(longest, Math.round(before + (since === undefined ? 0 : now() - since))),
  }
}
