const soonestMs = 20_000
const latestMs = 300_000

/**
 * When to send again what still waits although there is a network: the platform may be what is down, and nothing tells
 * a browser that it is back. More and more seldom, and never two of them at once.
 */
export function sendAgain(send: () => void): { readonly waits: (still: boolean) => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = soonestMs
  return {
    waits(still) {
      clearTimeout(timer)
      if (!still) {
        pause = soonestMs
        return
      }
      timer = setTimeout(send, pause * (0.75 + Math.random() / 2))
      pause = Math.min(pause * 2, latestMs)
    },
  }
}
