import { pointText, readPoint } from '../../report/read-point.ts'
import type { FullReport } from '../../types.ts'

/** What stands in the fields. */
export interface CorrectionFields {
  topic: string
  object: string
  address: string
  point: string
  text: string
  anyPlace: boolean
}
/** As the server takes it. */
export interface Given {
  readonly topic?: string
  readonly place?: {
    readonly object: string | null
    readonly address: string | null
    readonly point: { readonly lat: number; readonly lon: number } | null
  }
  readonly text?: string
  readonly anyPlace?: boolean
}

export const fieldsOf = ({ topic, place, text }: FullReport): CorrectionFields => ({
  topic: topic.code,
  object: place.object ?? '',
  address: place.object ? '' : (place.address ?? ''),
  point: place.object ? '' : pointText(place.point),
  text: text ?? '',
  anyPlace: false,
})

/** Only what differs from what stands is sent; a place goes as a whole. */
export function correctionOf(before: CorrectionFields, now: CorrectionFields): Given | undefined {
  const same = (field: keyof CorrectionFields): boolean => String(before[field]).trim() === String(now[field]).trim()
  const placed = !(['object', 'address', 'point'] as const).every(same)
  const given: Given = {
    ...(same('topic') ? {} : { topic: now.topic }),
    ...(placed
      ? {
          place: {
            object: now.object.trim() || null,
            address: now.address.trim() || null,
            point: readPoint(now.point) ?? null,
          },
        }
      : {}),
    ...(same('text') ? {} : { text: now.text.trim() }),
    ...(placed && now.anyPlace ? { anyPlace: true } : {}),
  }
  return Object.keys(given).length > 0 ? given : undefined
}
