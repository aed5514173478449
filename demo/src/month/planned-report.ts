import type { Lang } from '@vmeste/sdk'
import type { Point } from '../plans/city-plan.ts'
import type { LightName } from '../photos/light.ts'
import type { SceneName } from '../photos/scenes.ts'

/** When somebody sends: some days ago at an hour of that day, or minutes ago. */
export type Sent = readonly [daysAgo: number, time: string] | number
/** When something follows: days after sending at an hour, or minutes after it. */
export type After = readonly [days: number, time: string] | number
export type Snapshot = readonly [scene: SceneName, light: LightName]

/** What happens to a report, and who does it is clear from what it is. */
export type Act = { readonly after: After } & (
  | { readonly do: 'accept' }
  | { readonly do: 'plan'; readonly inDays: number; readonly reason: string }
  | { readonly do: 'answer'; readonly text: string | undefined; readonly photo: Snapshot | undefined }
  | { readonly do: 'confirm'; readonly rating: number | undefined }
  | {
      readonly do: 'reopen'
      readonly comment: string
      readonly rating: number | undefined
      readonly photo: Snapshot | undefined
    }
  | { readonly do: 'join'; readonly phone: string }
  | { readonly do: 'return'; readonly reason: string }
  | { readonly do: 'pass'; readonly department: string; readonly reason: string }
  | { readonly do: 'reject'; readonly reason: string }
)

export const accepted = (after: After): Act => ({ after, do: 'accept' })
export const planned = (after: After, inDays: number, reason: string): Act => ({ after, do: 'plan', inDays, reason })
export const answered = (after: After, text?: string, photo?: Snapshot): Act => ({ after, do: 'answer', text, photo })
export const confirmed = (after: After, rating?: number): Act => ({ after, do: 'confirm', rating })
export const reopened = (after: After, comment: string, rating?: number, photo?: Snapshot): Act => ({
  after,
  do: 'reopen',
  comment,
  rating,
  photo,
})
/** «Тоже вижу», from another phone; `citizen` is the account of that name. */
export const joined = (after: After, phone: string): Act => ({ after, do: 'join', phone })
export const returned = (after: After, reason: string): Act => ({ after, do: 'return', reason })
/** The coordinator gives it to a department. */
export const passed = (after: After, department: string, reason: string): Act => ({
  after,
  do: 'pass',
  department,
  reason,
})
export const rejected = (after: After, reason: string): Act => ({ after, do: 'reject', reason })

export type Place =
  | { readonly object: string; readonly tile: string }
  | { readonly address: string; readonly point?: Point; readonly topic: string }
/** At a QR code. */
export const at = (object: string, tile: string): Place => ({ object, tile })
/** On the map, or in words where no point is given. */
export const near = (address: string, topic: string, point?: readonly [lat: number, lon: number]): Place => ({
  address,
  topic,
  ...(point ? { point: { lat: point[0], lon: point[1] } } : {}),
})

export interface Telling {
  readonly text?: string
  readonly photo?: Snapshot
  readonly lang?: Lang
  /** Whose phone; everybody has their own unless given. `citizen` is the account of that name. */
  readonly phone?: string
  /** Left an address for news. */
  readonly email?: string
  /** Nobody has looked at the photo yet. */
  readonly unchecked?: boolean
}
export interface PlannedReport extends Telling {
  readonly sent: Sent
  readonly place: Place
  readonly acts: readonly Act[]
}

/** One line of a month. */
export const report = (sent: Sent, place: Place, telling: Telling, ...acts: readonly Act[]): PlannedReport => ({
  sent,
  place,
  ...telling,
  acts,
})
