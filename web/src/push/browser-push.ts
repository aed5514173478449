/** What the graph is given of a browser's subscription. */
export interface BrowserPush {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
}

/**
 * How it stands with notifications here. `IOS`: the browser gives them to pages on the home screen alone. `NONE`: it
 * knows of none. `DENIED`: its owner has said no, and only they can say otherwise, in the browser.
 */
export type PushState = 'ON' | 'OFF' | 'DENIED' | 'IOS' | 'NONE'

const waitMs = 10_000
const isIos = (): boolean =>
  /iPad|iPhone|iPod/.test(navigator.userAgent) || (navigator.userAgent.includes('Mac') && navigator.maxTouchPoints > 1)

/** One subscription of a browser serves all that it follows: what it follows is noted by name. */
const noted = (name: string): string => `vmeste.push.${name}`

const worker = async (): Promise<ServiceWorkerRegistration> => {
  await navigator.serviceWorker.register('/sw.js')
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    reject(new Error('the worker did not start'))
  }, waitMs)
  return Promise.race([navigator.serviceWorker.ready, late]).finally(() => {
    clearTimeout(timer)
  })
}

export async function readPush(name: string): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window))
    return isIos() ? 'IOS' : 'NONE'
  if (Notification.permission === 'denied') return 'DENIED'
  const registration = await navigator.serviceWorker.getRegistration('/')
  const subscription = await registration?.pushManager.getSubscription()
  return subscription && localStorage.getItem(noted(name)) === subscription.endpoint ? 'ON' : 'OFF'
}

/** Asks the browser's owner; a no is not asked about again. @param key of the installation */
export async function subscribe(key: string): Promise<BrowserPush | 'DENIED' | 'OFF'> {
  const said = await Notification.requestPermission()
  if (said !== 'granted') return said === 'denied' ? 'DENIED' : 'OFF'
  const { pushManager } = await worker()
  const wanted = { userVisibleOnly: true, applicationServerKey: key }
  // one that was made with another key, of an installation that stood here before, is of no use
  const made = await pushManager.subscribe(wanted).catch(async () => {
    await (await pushManager.getSubscription())?.unsubscribe()
    return pushManager.subscribe(wanted)
  })
  const { endpoint, keys } = made.toJSON()
  return { endpoint: endpoint ?? '', p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' }
}

export const noteOn = (name: string, { endpoint }: BrowserPush): void => {
  localStorage.setItem(noted(name), endpoint)
}

/** @returns the endpoint that is told no more */
export function noteOff(name: string): string {
  const endpoint = localStorage.getItem(noted(name)) ?? ''
  localStorage.removeItem(noted(name))
  return endpoint
}
