import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useCity, useDraft, usePhotos, useQuery, useText, type UsePhotos } from '@vmeste/web'
import { newKey } from '../new-key.ts'
import { topicsQuery } from '../../operations.gen.ts'
import type { Topic } from '../../types.ts'
import { useReporting, type Reporting } from '../use-reporting.ts'

export const steps = ['place', 'nearby', 'topic', 'details', 'check'] as const
export type StepName = (typeof steps)[number]
export interface NewReport {
  address: string
  lat: number | null
  lon: number | null
  accuracy: number | null
  topic: string
  text: string
  showPhoto: boolean
  called: boolean
  key: string
}

export interface NewReportFlow {
  readonly step: ComputedRef<StepName>
  readonly draft: Ref<NewReport>
  readonly restored: boolean
  readonly photos: UsePhotos
  readonly topics: ComputedRef<readonly Topic[]>
  readonly topic: ComputedRef<Topic | undefined>
  readonly hrefOf: (step: StepName) => string
  readonly go: (step: StepName, how?: 'push' | 'replace') => void
  readonly send: (extra?: { anywayNew?: boolean; anyPlace?: boolean; called?: boolean }) => Promise<void>
  /** The form of another city begins with what is written here; its topics are its own. */
  readonly carryTo: (city: string) => void
  readonly reporting: Reporting
}

/**
 * A report that begins with a place instead of a QR code: one question a page, each with an address, nothing lost on
 * the way back.
 */
export function useNewReport(): NewReportFlow {
  const route = useRoute(),
    router = useRouter()
  const { path } = useCity()
  const { say } = useText('appeals')
  const { draft, restored, clear, copyTo } = useDraft<NewReport>('appeals.new', () => ({
    address: '',
    lat: null,
    lon: null,
    accuracy: null,
    topic: '',
    text: '',
    showPhoto: false,
    called: false,
    key: '',
  }))
  const photos = usePhotos(5)
  const reporting = useReporting()
  const query = useQuery(topicsQuery, () => ({}))
  const topics = computed(() => query.data.value?.topics ?? [])
  const topic = computed(() => topics.value.find(({ code }) => code === draft.value.topic))
  const asked = computed(() => steps.find((name) => name === route.params.step) ?? 'place')
  const placed = computed(() => draft.value.lat !== null || draft.value.address.trim() !== '')
  // an address typed by hand may lead past a question that has no answer yet
  const step = computed<StepName>(() =>
    !placed.value ? 'place' : asked.value === 'check' && draft.value.topic === '' ? 'topic' : asked.value,
  )
  const hrefOf = (name: StepName): string => path(name === 'place' ? '/m/appeals/new' : `/m/appeals/new/${name}`)
  return {
    step,
    draft,
    restored,
    photos,
    topics,
    topic,
    hrefOf,
    reporting,
    go: (name, how = 'push') => {
      void router[how](hrefOf(name))
    },
    carryTo: (city) => {
      copyTo(city, { ...draft.value, topic: '', called: false, key: '' })
    },
    send: async (extra = {}) => {
      const form = draft.value
      form.key ||= newKey()
      const place = {
        address: form.address.trim() || null,
        point: form.lat !== null && form.lon !== null ? { lat: form.lat, lon: form.lon } : null,
      }
      const done = await reporting.submit(
        {
          submissionKey: form.key,
          place,
          topic: form.topic,
          text: form.text.trim() || null,
          photoConsent: form.showPhoto,
          ...extra,
        },
        photos,
        say('queued.reportTitle', { what: topic.value?.title ?? '', where: form.address || say('new.point') }),
      )
      if (done) {
        clear()
        photos.clear()
      }
    },
  }
}

export interface Locating {
  readonly state: Ref<'idle' | 'asking' | 'refused' | 'failed'>
  readonly locate: () => Promise<{ lat: number; lon: number; accuracy: number } | undefined>
}

/** «Я здесь»: asked of the device only when somebody touches the button. */
export function useLocating(): Locating {
  const state = ref<'idle' | 'asking' | 'refused' | 'failed'>('idle')
  return {
    state,
    locate: () =>
      new Promise((resolve) => {
        if (!('geolocation' in navigator)) {
          state.value = 'failed'
          resolve(undefined)
          return
        }
        state.value = 'asking'
        navigator.geolocation.getCurrentPosition(
          ({ coords }) => {
            state.value = 'idle'
            resolve({ lat: coords.latitude, lon: coords.longitude, accuracy: Math.max(1, Math.ceil(coords.accuracy)) })
          },
          (error) => {
            state.value = error.code === error.PERMISSION_DENIED ? 'refused' : 'failed'
            resolve(undefined)
          },
          { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
        )
      }),
  }
}
