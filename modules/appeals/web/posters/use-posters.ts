import { ref, type Ref } from 'vue'
import { offlineCode, useCity, usePortal, useText, type ProblemData } from '@vmeste/web'
import { saveFile } from './save-file.ts'

export interface PosterOrder {
  readonly format: 'pdf' | 'svg'
  readonly size: 'A5' | 'A4'
  readonly lang: string
  readonly codes: readonly string[]
}
const deadline = 60_000

/** Posters ready to print, as a file. They need the bearer, so they are fetched and not linked to. */
export function usePosters(): {
  download(order: PosterOrder): Promise<void>
  busy: Ref<boolean>
  problem: Ref<ProblemData | undefined>
} {
  const { graph } = usePortal()
  const { path } = useCity()
  const { say } = useText()
  const busy = ref(false)
  const problem = ref<ProblemData>()
  return {
    busy,
    problem,
    async download({ format, size, lang, codes }) {
      busy.value = true
      problem.value = undefined
      try {
        const query = new URLSearchParams({ size, lang, ...(codes.length > 0 ? { codes: codes.join(',') } : {}) })
        const answer = await fetch(path(`/m/appeals/posters/${format}?${query.toString()}`), {
          headers: await graph!.transport.headers(),
          signal: AbortSignal.timeout(deadline),
        })
        if (answer.ok) {
          const name =
            /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ??
            `posters-${size}.${format}`
          return saveFile(await answer.blob(), name)
        }
        const refused = (await answer.json().catch(() => undefined)) as Partial<ProblemData> | undefined
        problem.value = {
          code: refused?.code ?? `HTTP_${answer.status}`,
          message: refused?.message ?? say('offline.noAnswer'),
        }
      } catch {
        problem.value = { code: offlineCode, message: say('offline.noAnswer') }
      } finally {
        busy.value = false
      }
    },
  }
}
