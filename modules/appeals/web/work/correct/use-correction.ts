import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useMutation, useQuery, type ProblemData } from '@vmeste/web'
import { correctReportMutation, tryCorrectionQuery, type TryCorrectionQuery } from '../../operations.gen.ts'
import { pointText, readPoint } from '../../registry/read-point.ts'
import type { FullReport } from '../../types.ts'

export type Trial = NonNullable<TryCorrectionQuery['tryCorrection']>
/** What stands in the fields. */
export interface CorrectionFields {
  topic: string
  object: string
  address: string
  point: string
  text: string
  anyPlace: boolean
}
interface Given {
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

export interface UseCorrection {
  readonly fields: Ref<CorrectionFields>
  /** Whether there is anything to correct. */
  readonly changed: ComputedRef<boolean>
  /** What it would do, as the server says; follows the fields with a little rest. */
  readonly trial: ComputedRef<Trial | undefined>
  readonly busy: Ref<boolean>
  readonly problem: ComputedRef<ProblemData | undefined>
  readonly save: () => Promise<FullReport | undefined>
}

const rest = 400

/** The fields of a correction, its trial and its sending. */
export function useCorrection(report: FullReport): UseCorrection {
  const before = fieldsOf(report)
  const fields = ref({ ...before })
  const given = computed(() => correctionOf(before, fields.value))
  const asked = ref<Given>()
  watch(given, (now, _was, stop) => {
    const timer = setTimeout(() => {
      asked.value = now
    }, rest)
    stop(() => {
      clearTimeout(timer)
    })
  })
  const tried = useQuery(tryCorrectionQuery, () => (asked.value ? { id: report.id, input: asked.value } : undefined))
  const { run, busy, problem } = useMutation(correctReportMutation)
  return {
    fields,
    changed: computed(() => given.value !== undefined),
    trial: computed(() =>
      given.value && given.value === asked.value && !tried.problem.value
        ? (tried.data.value?.tryCorrection ?? undefined)
        : undefined,
    ),
    busy,
    problem: computed(() => problem.value ?? (asked.value ? tried.problem.value : undefined)),
    save: async () => {
      if (!given.value) return undefined
      const done = await run({ id: report.id, version: report.version, input: given.value })
      const found = done?.correctReport
      return found?.__typename === 'Report' ? found : undefined
    },
  }
}
