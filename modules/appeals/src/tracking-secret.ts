import { keyedSecret } from '@vmeste/sdk'

const parties = { REPORTER: 'r', SUPPORTER: 's' } as const
export type Party = keyof typeof parties

/** The key to a tracking page, for whoever reported and for each who sees it too. */
export const trackingSecret = (key: Buffer, party: Party, id: string): string =>
  keyedSecret(key, `${parties[party]}:${id}`)
