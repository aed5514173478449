import { metresBetween, type GeoPoint } from '@vmeste/sdk'
import { isOpen, isPublic, type ReportStatus } from '../life/report-status.ts'
import { triageTopic } from '../registry/routing.ts'

export interface Sighting {
  readonly object: string | null
  readonly tile: string | null
  readonly topic: string
  readonly point: GeoPoint | null
  /** Street and house in one spelling, see `addressKey`. */
  readonly house?: string | undefined
}
export interface Known extends Sighting {
  readonly status: ReportStatus
  readonly closedAt: Date | null
}
export interface DuplicateRule {
  readonly radius: number
  readonly days: number
  readonly now: Date
}

/**
 * Whether a known report may be the very thing somebody is about to send. On one object the tile decides (a swing is
 * not a sandbox), without tiles the topic; elsewhere it is the topic
 * within the city's radius, or at one house where one of them has no point. «Другое» is never like
 * anything.
 */
export function isDuplicate(known: Known, seen: Sighting, { radius, days, now }: DuplicateRule): boolean {
  if (seen.topic === triageTopic || !isPublic(known.status)) return false
  if (!isOpen(known.status) && !(known.closedAt && now.getTime() - known.closedAt.getTime() <= days * 86_400_000))
    return false
  if (seen.object !== null && known.object === seen.object)
    return seen.tile && known.tile ? seen.tile === known.tile : seen.topic === known.topic
  if (known.topic !== seen.topic) return false
  if (known.point !== null && seen.point !== null) return metresBetween(known.point, seen.point) <= radius
  return seen.house !== undefined && known.house === seen.house
}
