import webPush from 'web-push'
import type { FetchOutside } from '../../outside/fetch-outside.ts'
import type { PushKeys } from './push-keys.ts'
import type { PushInput } from './push-input.ts'

export interface Push {
  readonly title: string
  readonly body: string
  readonly url: string
  /** A later one of the same takes the place of an earlier on the screen. */
  readonly tag: string
}

/** `GONE`: the browser has let go of the subscription; nothing will ever come there again. */
export type Pushed = 'TAKEN' | 'GONE'

export interface PushGateway {
  readonly publicKey: string
  /** @throws OutsideError, or an error whose `code` says what the push service answered */
  send(to: PushInput, push: Push, urgent: boolean): Promise<Pushed>
}

/** A push service keeps it so long for a browser that is not there. */
const keptSeconds = 86_400

/**
 * Pushes by RFC 8030: signed with the installation's key, encrypted for the browser alone, so that the service in
 * between, which lies abroad as a rule, reads nothing.
 *
 * @param contact who answers for it: an address of the platform or of its mail
 */
export function pushGateway(keys: PushKeys, contact: string, fetchOutside: FetchOutside): PushGateway {
  return {
    publicKey: keys.publicKey,
    async send({ endpoint, p256dh, auth }, push, urgent) {
      const { headers, body } = webPush.generateRequestDetails(
        { endpoint, keys: { p256dh, auth } },
        JSON.stringify(push),
        {
          vapidDetails: { subject: contact, ...keys },
          contentEncoding: 'aes128gcm',
          TTL: keptSeconds,
          urgency: urgent ? 'high' : 'normal',
        },
      )
      const { status } = await fetchOutside(endpoint, {
        method: 'POST',
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
        body,
      })
      if (status === 404 || status === 410) return 'GONE'
      if (status < 200 || status > 299) throw Object.assign(new Error('refused'), { code: `PUSH_${status}` })
      return 'TAKEN'
    },
  }
}
