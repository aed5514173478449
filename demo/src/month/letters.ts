import type { HostParts } from '@vmeste/host'
import { VmesteError } from '@vmeste/sdk'
import type { CityPlan } from '../plans/city-plan.ts'
import type { CityWork } from '../cities/prepare-city.ts'
import { personOf } from '../graph/actors.ts'
import { act, ask, problem, type Visitor } from '../graph/ask.ts'

const mine = 'query Mine { myNotifications(first: 100) { id createdAt readAt } }'
const read = `mutation Read($ids: [UUID!]!) { read: markNotificationsRead(ids: $ids) { __typename ... on NotificationsRead { count } ${problem} } }`
const day = 24 * 3_600_000

/** Waits until what has happened has been told to everybody; on a machine too busy for that, letters come later. */
export const lettersDelivered = (host: HostParts): Promise<void> =>
  host.events.idle().catch((error: unknown) => {
    if (!(error instanceof VmesteError)) throw error
  })

/** Everybody has read what is older than a day: a hundred unread letters would greet nobody who really works there. */
export async function readLetters(
  host: HostParts,
  { city: { slug } }: CityPlan,
  { id: city, accounts }: CityWork,
  now: Date,
): Promise<void> {
  for (const account of accounts.values()) {
    const visitor: Visitor = { host, city, lang: 'ru', actor: personOf(account, slug) }
    const { myNotifications } = await ask<{
      myNotifications: readonly { id: string; createdAt: Date; readAt: Date | null }[] | null
    }>(visitor, `open the letters of ${account.username}`, mine)
    const ids = (myNotifications ?? [])
      .filter((one) => !one.readAt && now.getTime() - new Date(one.createdAt).getTime() > day)
      .map((one) => one.id)
    if (ids.length > 0)
      await act(visitor, `read the letters of ${account.username}`, 'NotificationsRead', read, { ids })
  }
}
